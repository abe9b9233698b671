// Written by GeneratedModuleTests.cs from StatementCircuit.cs; change that, not this.

/** The constraint system that responses are proved with. */
export const responseCircuitDigest = '0x502423160e6de06e74b2ba304a9521ceb02be73b202e8fd1b253472d038ab85e';
