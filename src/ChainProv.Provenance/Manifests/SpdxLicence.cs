using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ChainProv.Provenance.Manifests;

/// <summary>Licence ids of the SPDX licence list, in its spelling.</summary>
public static partial class SpdxLicence
{
    /// <summary>SPDX's word for "nobody said".</summary>
    public const string NoAssertion = "NOASSERTION";

    private const string Reference = "LicenseRef-";
    private const int MaxLength = 128;

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        """
        NOASSERTION NONE 0BSD AFL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 APSL-2.0 Artistic-1.0 Artistic-2.0 BlueOak-1.0.0 BSD-1-Clause
        BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-Clear BSD-3-Clause-LBNL BSD-4-Clause BSL-1.0 BUSL-1.1 C-UDA-1.0 CAL-1.0 CC-BY-1.0 CC-BY-2.0
        CC-BY-2.5 CC-BY-3.0 CC-BY-3.0-US CC-BY-4.0 CC-BY-NC-1.0 CC-BY-NC-2.0 CC-BY-NC-2.5 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-ND-2.0 CC-BY-NC-ND-2.5
        CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-2.5 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-ND-2.0 CC-BY-ND-2.5 CC-BY-ND-3.0 CC-BY-ND-4.0
        CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0 CC-PDDC CC-PDM-1.0 CC0-1.0 CDDL-1.0 CDDL-1.1 CDLA-Permissive-1.0 CDLA-Permissive-2.0
        CDLA-Sharing-1.0 CECILL-2.1 CERN-OHL-P-2.0 CERN-OHL-S-2.0 CERN-OHL-W-2.0 CPAL-1.0 CPL-1.0 curl DL-DE-BY-2.0 DL-DE-ZERO-2.0 ECL-2.0 EFL-2.0 Elastic-2.0
        EPL-1.0 EPL-2.0 etalab-2.0 EUPL-1.1 EUPL-1.2 FSFAP FTL GPL-2.0 GPL-3.0 LGPL-2.1 LGPL-3.0 AGPL-3.0 GFDL-1.1-only GFDL-1.1-or-later GFDL-1.2-only GFDL-1.2-or-later GFDL-1.3-only GFDL-1.3-or-later
        GPL-1.0-only GPL-1.0-or-later GPL-2.0-only GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later HPND ICU IJG ImageMagick ISC JSON LGPL-2.0-only
        LGPL-2.0-or-later LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later Libpng LPPL-1.3c MIT MIT-0 MIT-CMU MPL-1.1 MPL-2.0 MS-PL MS-RL MulanPSL-2.0
        NCSA NIST-PD NLOD-2.0 NPOSL-3.0 O-UDA-1.0 ODbL-1.0 ODC-By-1.0 OFL-1.0 OFL-1.1 OGL-Canada-2.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0 OpenSSL OSL-3.0 PDDL-1.0
        PHP-3.01 PostgreSQL PSF-2.0 Python-2.0 QPL-1.0 Ruby SGI-B-2.0 SSPL-1.0 TCL Unicode-3.0 Unicode-DFS-2016 Unlicense UPL-1.0 Vim W3C WTFPL X11 Zlib zlib-acknowledgement
        ZPL-2.1
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The id in SPDX's spelling: exact for the common ids, as given for others of SPDX's syntax (<c>LicenseRef-…</c> too). A link to the licence's
    /// page on spdx.org, as Croissant has it, counts as the id; one to anywhere else does not.
    /// </summary>
    /// <returns>False where the text is not one licence id.</returns>
    public static bool TryNormalise(string text, [NotNullWhen(true)] out string? id)
    {
        string candidate = text.Trim();
        if (Page().Match(candidate) is { Success: true } page) candidate = page.Groups[1].Value;
        id = null;
        if (candidate.Length is 0 or > MaxLength) return false;
        string name = candidate.StartsWith(Reference, StringComparison.Ordinal) ? candidate[Reference.Length..] : candidate;
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+')) return false;
        if (candidate.Equals("AND", StringComparison.OrdinalIgnoreCase) || candidate.Equals("OR", StringComparison.OrdinalIgnoreCase)) return false;
        id = Known.TryGetValue(candidate, out string? exact) ? exact : candidate;
        return true;
    }

    [GeneratedRegex(@"^https?://spdx\.org/licenses/([^/?#]+?)(?:\.html|\.json|/)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
