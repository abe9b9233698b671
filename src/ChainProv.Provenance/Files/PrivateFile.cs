using ChainProv.Files;

namespace ChainProv.Provenance.Files;

/// <summary>Files that their owner alone may read: written with mode 0600, and not believed to be secret otherwise.</summary>
public static class PrivateFile
{
    /// <exception cref="InputException">Others than the file's owner can read or change it.</exception>
    public static void Require(string path)
    {
        if (OwnerOnly.IsOpenToOthers(path))
            throw new InputException(path, null, "others than its owner can read or change it; make it private with chmod 600");
    }
}
