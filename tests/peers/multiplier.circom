pragma circom 2.0.0;

// Knows a and b with a·b·b = product, and says their sum: two outputs, one public input, two private ones.
template Multiplier() {
    signal input a;
    signal input b;
    signal input salt;
    signal output product;
    signal output sum;
    signal square;

    square <== b * b;
    product <== a * square;
    sum <== a + b + salt * salt;
}

component main { public [salt] } = Multiplier();
