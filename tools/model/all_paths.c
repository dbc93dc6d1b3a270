/* The sum over everything that could have been said: all paths through a graph of phone histories.
 *
 * A state is a history and waits on frames of output 0; it is entered by reading its phone, along weighted arcs from
 * other states. State 0 is the beginning and is never entered. Forward and backward sums, scaled to one at every frame
 * (Rabiner 1989, V.A). Rows of a batch lie side by side, so that one arc is walked for all of them at once.
 *
 * probs: T x C x B. phone, last: of each of S states, the phone that enters it and the chance to end there. Arcs into
 * state s are in_start[s] to in_start[s + 1] of in_from and in_weight, arcs out of it likewise.
 * total[b]: log of the sum. grad: its derivative by the LOG of probs, which is the chance of each output; zero on entry.
 */
#include <stdlib.h>
#include <string.h>

#include <math.h>

typedef struct {
    int states;
    const int *phone;
    const float *last;
    const int *in_start, *in_from;
    const float *in_weight;
    const int *out_start, *out_to;
    const float *out_weight;
} Graph;

static void gather(const int *start, const int *other, const float *weight, int s, int B, const float *restrict from,
                   float *restrict sum) {
    memset(sum, 0, sizeof(float) * B);
    for (int arc = start[s]; arc < start[s + 1]; arc++) {
        const float *restrict row = from + (long)other[arc] * B, w = weight[arc];
        for (int b = 0; b < B; b++) sum[b] += w * row[b];
    }
}

static void forward(const Graph *g, const float *probs, int T, int C, int B, float *alpha, float *entered,
                    float *scale, float *total) {
    const long S = g->states;
    float *sum = malloc(sizeof(float) * B);
    memset(alpha, 0, sizeof(float) * S * B);
    for (int b = 0; b < B; b++) alpha[b] = 1;
    for (int t = 0; t < T; t++) {
        const float *idle = probs + (long)t * C * B, *before = alpha + t * S * B;
        float *now = alpha + (t + 1) * S * B, *arrived = entered + t * S * B, *c = scale + (long)t * B;
        memset(c, 0, sizeof(float) * B);
        for (int s = 0; s < S; s++) {
            const float *p = idle + (long)g->phone[s] * B, *stay = before + (long)s * B;
            float *arrive = arrived + (long)s * B, *a = now + (long)s * B;
            gather(g->in_start, g->in_from, g->in_weight, s, B, before, sum);
            for (int b = 0; b < B; b++) {
                arrive[b] = sum[b] * p[b];
                a[b] = stay[b] * idle[b] + arrive[b];
                c[b] += a[b];
            }
        }
        for (int b = 0; b < B; b++) {
            total[b] += logf(c[b]);
            c[b] = 1 / c[b];
        }
        for (int s = 0; s < S; s++)
            for (int b = 0; b < B; b++) {
                now[(long)s * B + b] *= c[b];
                arrived[(long)s * B + b] *= c[b];
            }
    }
    free(sum);
}

static void backward(const Graph *g, const float *probs, int T, int C, int B, const float *alpha, const float *entered,
                     const float *scale, float *beta, float *grad) {
    const long S = g->states;
    float *gamma = malloc(sizeof(float) * S * B), *sum = malloc(sizeof(float) * B);
    for (int t = T - 1; t >= 0; t--) {
        const float *idle = probs + (long)t * C * B, *now = alpha + (t + 1) * S * B, *arrived = entered + t * S * B;
        const float *c = scale + (long)t * B;
        float *chance = grad + (long)t * C * B;
        for (int s = 0; s < S; s++) {
            const long at = (long)s * B, phone = (long)g->phone[s] * B;
            for (int b = 0; b < B; b++) {
                const float ends = beta[at + b];
                chance[phone + b] += arrived[at + b] * ends;
                chance[b] += (now[at + b] - arrived[at + b]) * ends;
                gamma[at + b] = idle[phone + b] * ends;
            }
        }
        for (int s = 0; s < S; s++) {
            float *now_beta = beta + (long)s * B;
            gather(g->out_start, g->out_to, g->out_weight, s, B, gamma, sum);
            for (int b = 0; b < B; b++) now_beta[b] = c[b] * (idle[b] * now_beta[b] + sum[b]);
        }
    }
    free(gamma);
    free(sum);
}

void all_paths(const float *probs, int T, int C, int B, int S, const int *phone, const float *last,
               const int *in_start, const int *in_from, const float *in_weight, const int *out_start,
               const int *out_to, const float *out_weight, float *total, float *grad) {
    const Graph g = {S, phone, last, in_start, in_from, in_weight, out_start, out_to, out_weight};
    const long row = (long)S * B;
    float *alpha = malloc(sizeof(float) * (row * (2 * (long)T + 2) + (long)T * B + B));
    float *entered = alpha + row * (T + 1), *beta = entered + row * T, *scale = beta + row, *ends = scale + (long)T * B;
    memset(total, 0, sizeof(float) * B);
    forward(&g, probs, T, C, B, alpha, entered, scale, total);
    memset(ends, 0, sizeof(float) * B);
    for (int s = 0; s < S; s++)
        for (int b = 0; b < B; b++) ends[b] += alpha[T * row + (long)s * B + b] * last[s];
    for (int s = 0; s < S; s++)
        for (int b = 0; b < B; b++) beta[(long)s * B + b] = last[s] / ends[b];
    for (int b = 0; b < B; b++) total[b] += logf(ends[b]);
    backward(&g, probs, T, C, B, alpha, entered, scale, beta, grad);
    free(alpha);
}
