/* A plain C loop of TinyOL's online step, 40-16-4-16-40, as one would write it
 * for a board: the comparison of `make bench-peers`. Dense layers sum over the
 * inputs, ReLU inside, sigmoid at the end, mean squared error, then one step
 * of gradient descent on the last layer and its bias.
 *
 * usage: online_step STEPS   prints steps per second */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { N0 = 40, N1 = 16, N2 = 4, WINDOWS = 256 };

static float w1[N1][N0], b1[N1], w2[N2][N1], b2[N2], w3[N1][N2], b3[N1], w4[N0][N1], b4[N0];
static float windows[WINDOWS][N0];

static void dense(int in, int out, const float *w, const float *b, const float *x, float *y, int relu)
{
    for (int o = 0; o < out; o++) {
        float sum = b[o];
        for (int i = 0; i < in; i++)
            sum += w[o * in + i] * x[i];
        y[o] = relu && sum < 0 ? 0 : sum;
    }
}

static float step(const float *x, float rate)
{
    float a1[N1], z[N2], a3[N1], y[N0], error = 0;
    dense(N0, N1, &w1[0][0], b1, x, a1, 1);
    dense(N1, N2, &w2[0][0], b2, a1, z, 0);
    dense(N2, N1, &w3[0][0], b3, z, a3, 1);
    dense(N1, N0, &w4[0][0], b4, a3, y, 0);
    for (int o = 0; o < N0; o++) {
        y[o] = 1 / (1 + expf(-y[o]));
        error += (y[o] - x[o]) * (y[o] - x[o]);
    }
    for (int o = 0; o < N0; o++) {
        float g = rate * (y[o] - x[o]) * y[o] * (1 - y[o]);
        for (int i = 0; i < N1; i++)
            w4[o][i] -= g * a3[i];
        b4[o] -= g;
    }
    return error / N0;
}

static float uniform(void) { return (float)rand() / (float)RAND_MAX; }

static void fill(float *v, int n, float scale)
{
    for (int i = 0; i < n; i++)
        v[i] = scale * (2 * uniform() - 1);
}

int main(int argc, char **argv)
{
    long steps = argc > 1 ? atol(argv[1]) : 1000000;
    fill(&w1[0][0], N1 * N0, 0.3f);
    fill(&w2[0][0], N2 * N1, 0.5f);
    fill(&w3[0][0], N1 * N2, 0.5f);
    fill(&w4[0][0], N0 * N1, 0.3f);
    for (int k = 0; k < WINDOWS; k++)
        for (int i = 0; i < N0; i++)
            windows[k][i] = 0.5f + 0.4f * sinf(0.3f * (float)i + (float)k) + 0.05f * uniform();

    struct timespec from, to;
    float error = 0;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (long n = 0; n < steps; n++)
        error = step(windows[n % WINDOWS], 0.02f);
    clock_gettime(CLOCK_MONOTONIC, &to);
    double s = (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    printf("%.0f steps/s, last error %g\n", (double)steps / s, (double)error);
    return 0;
}
