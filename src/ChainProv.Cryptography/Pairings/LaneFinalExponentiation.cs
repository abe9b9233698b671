using ChainProv.Cryptography.Fields;

namespace ChainProv.Cryptography.Pairings;

/// <summary><see cref="FinalExponentiation"/> in lanes.</summary>
internal static unsafe class LaneFinalExponentiation
{
    private struct Workspace
    {
        public Fp12Lanes M, T, Power, Image;
    }

    public static Fp12 Compute(Fp12 f)
    {
        using LaneTower tower = new();
        Workspace* w = Lanes.Allocate<Workspace>(1);
        try
        {
            return Compute(f, tower, w);
        }
        finally
        {
            Lanes.Free(w);
        }
    }

    private static Fp12 Compute(Fp12 f, LaneTower tower, Workspace* w)
    {
        // f^(p⁶ − 1) = f̄/f = f̄²/(f·f̄), where f·f̄ lies in Fp6; then the power p² + 1.
        Fp12Lanes.Load(f, &w->T);
        w->M = w->T;
        Fp12Lanes.Conjugate(&w->M);
        tower.Multiply(&w->T, &w->M, &w->T);
        Fp12Lanes.Load(new(Fp12Lanes.Store(&w->T).C0.Inverse(), Fp6.Zero), &w->T);
        tower.Square(&w->M, &w->M);
        tower.Multiply(&w->M, &w->T, &w->M);
        tower.Frobenius(2, &w->M, &w->Image);
        tower.Multiply(&w->M, &w->Image, &w->M);

        w->T = w->M;
        for (int i = 0; i < 2; i++)
        {
            PowZ(tower, &w->T, &w->Power);
            Fp12Lanes.Conjugate(&w->T);
            tower.Multiply(&w->Power, &w->T, &w->T);
        }

        PowZ(tower, &w->T, &w->Power);
        tower.Frobenius(1, &w->T, &w->Image);
        tower.Multiply(&w->Power, &w->Image, &w->T);

        PowZ(tower, &w->T, &w->Power);
        PowZ(tower, &w->Power, &w->Power);
        tower.Frobenius(2, &w->T, &w->Image);
        tower.Multiply(&w->Power, &w->Image, &w->Power);
        Fp12Lanes.Conjugate(&w->T);
        tower.Multiply(&w->Power, &w->T, &w->T);

        tower.Square(&w->M, &w->Power);
        tower.Multiply(&w->Power, &w->M, &w->Power);
        tower.Multiply(&w->Power, &w->T, &w->T);
        return Fp12Lanes.Store(&w->T);
    }

    private static void PowZ(LaneTower tower, Fp12Lanes* f, Fp12Lanes* result)
    {
        tower.PowCyclotomic(f, MillerLoop.Bits, result);
        Fp12Lanes.Conjugate(result);
    }
}
