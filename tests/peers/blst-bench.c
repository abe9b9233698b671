/* Runs blst on what `chainprov bench ... --export FILE` wrote, checks that the result is the same, and prints one JSON object.
 *
 *   bench msm-g1|msm-g2 FILE THREADS RUNS     points uncompressed, scalars big-endian, the sum
 *   bench pairing FILE RUNS                   points of G1, points of G2, the product's 576 bytes
 *   bench ntt FILE RUNS                       coefficients, values: the plain radix-2 transform over blst_fr
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "blst.h"

#define MAXIMUM_THREADS 64

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static void *allocate(size_t bytes)
{
    void *memory = NULL;
    if (posix_memalign(&memory, 64, bytes ? bytes : 64)) fail("out of memory");
    return memory;
}

static unsigned char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file) fail("the file cannot be opened");
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = allocate(*length);
    if (fread(bytes, 1, *length, file) != *length) fail("the file cannot be read");
    fclose(file);
    return bytes;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *operation, size_t size, int threads, double *milliseconds, int runs)
{
    qsort(milliseconds, (size_t)runs, sizeof(double), ascending);
    printf("{\"library\":\"blst\",\"operation\":\"%s\",\"size\":%zu,\"threads\":%d,\"least\":%.4f,\"median\":%.4f,\"checked\":true}\n",
        operation, size, threads, milliseconds[0], (milliseconds[(runs - 1) / 2] + milliseconds[runs / 2]) / 2);
}

/* A sum over a range of the points: one thread's share. */
typedef struct {
    int group;
    const void *points;
    const unsigned char *scalars;
    size_t count;
    void *scratch;
    blst_p1 sum1;
    blst_p2 sum2;
} share;

static void *sum_share(void *argument)
{
    share *s = argument;
    const unsigned char *scalars[2] = { s->scalars, NULL };
    if (s->group == 1) {
        const blst_p1_affine *points[2] = { s->points, NULL };
        blst_p1s_mult_pippenger(&s->sum1, points, s->count, scalars, 255, s->scratch);
    } else {
        const blst_p2_affine *points[2] = { s->points, NULL };
        blst_p2s_mult_pippenger(&s->sum2, points, s->count, scalars, 255, s->scratch);
    }
    return NULL;
}

static void msm(int group, const char *path, int threads, int runs)
{
    size_t length, point_bytes = group == 1 ? 96 : 192, affine_bytes = group == 1 ? sizeof(blst_p1_affine) : sizeof(blst_p2_affine);
    unsigned char *bytes = read_file(path, &length);
    if (length < point_bytes || (length - point_bytes) % (point_bytes + 32)) fail("not a file of points, scalars and a sum");
    size_t count = (length - point_bytes) / (point_bytes + 32);
    unsigned char *points = allocate(count * affine_bytes), *scalars = allocate(count * 32);
    for (size_t i = 0; i < count; i++) {
        BLST_ERROR error = group == 1
            ? blst_p1_deserialize((blst_p1_affine *)(points + i * affine_bytes), bytes + i * point_bytes)
            : blst_p2_deserialize((blst_p2_affine *)(points + i * affine_bytes), bytes + i * point_bytes);
        if (error != BLST_SUCCESS) fail("a point is malformed");
        for (int j = 0; j < 32; j++) scalars[i * 32 + j] = bytes[count * point_bytes + i * 32 + 31 - j];
    }

    static share shares[MAXIMUM_THREADS];
    if (threads < 1 || threads > MAXIMUM_THREADS) fail("so many threads are not supported");
    for (int t = 0; t < threads; t++) {
        size_t from = count * (size_t)t / (size_t)threads, to = count * (size_t)(t + 1) / (size_t)threads;
        shares[t].group = group;
        shares[t].points = points + from * affine_bytes;
        shares[t].scalars = scalars + from * 32;
        shares[t].count = to - from;
        shares[t].scratch = allocate(group == 1 ? blst_p1s_mult_pippenger_scratch_sizeof(to - from) : blst_p2s_mult_pippenger_scratch_sizeof(to - from));
    }

    double *milliseconds = allocate((size_t)runs * sizeof(double));
    unsigned char result[192];
    for (int run = -1; run < runs; run++) {
        double start = now();
        pthread_t workers[MAXIMUM_THREADS];
        for (int t = 1; t < threads; t++) pthread_create(&workers[t], NULL, sum_share, &shares[t]);
        sum_share(&shares[0]);
        for (int t = 1; t < threads; t++) pthread_join(workers[t], NULL);
        for (int t = 1; t < threads; t++) {
            if (group == 1) blst_p1_add_or_double(&shares[0].sum1, &shares[0].sum1, &shares[t].sum1);
            else blst_p2_add_or_double(&shares[0].sum2, &shares[0].sum2, &shares[t].sum2);
        }
        if (run >= 0) milliseconds[run] = now() - start;
        if (group == 1) blst_p1_serialize(result, &shares[0].sum1);
        else blst_p2_serialize(result, &shares[0].sum2);
        if (memcmp(result, bytes + length - point_bytes, point_bytes)) fail("the sums differ");
    }
    report(group == 1 ? "msm-g1" : "msm-g2", count, threads, milliseconds, runs);
}

static void pairing(const char *path, int runs)
{
    size_t length;
    unsigned char *bytes = read_file(path, &length);
    if (length < 576 || (length - 576) % 288) fail("not a file of pairs and a product");
    size_t count = (length - 576) / 288;
    blst_p1_affine *p = allocate(count * sizeof(*p));
    blst_p2_affine *q = allocate(count * sizeof(*q));
    const blst_p1_affine **ps = allocate((count + 1) * sizeof(*ps));
    const blst_p2_affine **qs = allocate((count + 1) * sizeof(*qs));
    for (size_t i = 0; i < count; i++) {
        if (blst_p1_deserialize(&p[i], bytes + 96 * i) != BLST_SUCCESS) fail("a point is malformed");
        if (blst_p2_deserialize(&q[i], bytes + 96 * count + 192 * i) != BLST_SUCCESS) fail("a point is malformed");
        ps[i] = &p[i];
        qs[i] = &q[i];
    }
    double *milliseconds = allocate((size_t)runs * sizeof(double));
    for (int run = -1; run < runs; run++) {
        blst_fp12 product;
        double start = now();
        blst_miller_loop_n(&product, qs, ps, count);
        blst_final_exp(&product, &product);
        if (run >= 0) milliseconds[run] = now() - start;

        /* Both raise to 3(p^12 - 1)/r. The file has the coordinates of Fp12 the highest first. */
        unsigned char value[576];
        for (int i = 0; i < 12; i++) blst_bendian_from_fp(value + 48 * (11 - i), &product.fp6[i / 6].fp2[i % 6 / 2].fp[i % 2]);
        if (memcmp(value, bytes + length - 576, 576)) fail("the products differ");
    }
    report("pairing", count, 1, milliseconds, runs);
}

static void transform(blst_fr *values, const blst_fr *roots, size_t count)
{
    for (size_t half = count / 2; half > 0; half /= 2) {
        for (size_t start = 0; start < count; start += 2 * half) {
            for (size_t i = 0; i < half; i++) {
                blst_fr difference;
                blst_fr_sub(&difference, &values[start + i], &values[start + i + half]);
                blst_fr_add(&values[start + i], &values[start + i], &values[start + i + half]);
                blst_fr_mul(&values[start + i + half], &difference, &roots[i * (count / 2 / half)]);
            }
        }
    }
    for (size_t i = 0, reversed = 0; i < count; i++) {
        if (i < reversed) {
            blst_fr swap = values[i];
            values[i] = values[reversed];
            values[reversed] = swap;
        }
        size_t bit = count >> 1;
        for (; reversed & bit; bit >>= 1) reversed ^= bit;
        reversed |= bit;
    }
}

static void ntt(const char *path, int runs)
{
    size_t length;
    unsigned char *bytes = read_file(path, &length);
    size_t count = length / 64;
    if (length % 64 || count & (count - 1) || count < 2) fail("not a file of coefficients and values");
    blst_fr *coefficients = allocate(count * sizeof(blst_fr)), *values = allocate(count * sizeof(blst_fr)), *roots = allocate(count * sizeof(blst_fr));
    blst_scalar scalar;
    for (size_t i = 0; i < count; i++) {
        blst_scalar_from_bendian(&scalar, bytes + 32 * i);
        blst_fr_from_scalar(&coefficients[i], &scalar);
    }

    /* 5^((r - 1)/2^32), as the file's values have it, squared until it has the order wanted. */
    static const uint64_t root_of_2_32[4] = { 0x1b788f500b912f1f, 0xc4024ff270b3e094, 0x0fd56dc8d168d6c0, 0x0212d79e5b416b6f };
    blst_fr root;
    blst_fr_from_uint64(&root, root_of_2_32);
    for (size_t order = (size_t)1 << 32; order > count; order >>= 1) blst_fr_sqr(&root, &root);
    static const uint64_t one[4] = { 1, 0, 0, 0 };
    blst_fr_from_uint64(&roots[0], one);
    for (size_t i = 1; i < count / 2; i++) blst_fr_mul(&roots[i], &roots[i - 1], &root);

    double *milliseconds = allocate((size_t)runs * sizeof(double));
    for (int run = -1; run < runs; run++) {
        memcpy(values, coefficients, count * sizeof(blst_fr));
        double start = now();
        transform(values, roots, count);
        if (run >= 0) milliseconds[run] = now() - start;
    }
    for (size_t i = 0; i < count; i++) {
        unsigned char value[32];
        blst_scalar_from_fr(&scalar, &values[i]);
        blst_bendian_from_scalar(value, &scalar);
        if (memcmp(value, bytes + 32 * (count + i), 32)) fail("the values differ");
    }
    report("ntt", count, 1, milliseconds, runs);
}

int main(int count, char **arguments)
{
    if (count == 5 && !strcmp(arguments[1], "msm-g1")) msm(1, arguments[2], atoi(arguments[3]), atoi(arguments[4]));
    else if (count == 5 && !strcmp(arguments[1], "msm-g2")) msm(2, arguments[2], atoi(arguments[3]), atoi(arguments[4]));
    else if (count == 4 && !strcmp(arguments[1], "pairing")) pairing(arguments[2], atoi(arguments[3]));
    else if (count == 4 && !strcmp(arguments[1], "ntt")) ntt(arguments[2], atoi(arguments[3]));
    else fail("usage: bench msm-g1|msm-g2 FILE THREADS RUNS, bench pairing|ntt FILE RUNS");
    return 0;
}
