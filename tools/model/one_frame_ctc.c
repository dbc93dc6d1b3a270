/* Connectionist temporal classification in which a label lasts exactly one frame, and blanks fill the rest.
 *
 * That is the decoder's topology too: a phone is entered on one frame and waits on blanks, so what is trained is what is
 * decoded. Forward and backward sums run over states blank, label, blank, label … blank, scaled to one at every frame
 * (Rabiner 1989, V.A), in double.
 *
 * probs: B x T x C, label 0 is the blank. labels: B x U, padded. frames, counts: valid frames and labels of each row.
 * loss[b]: minus log likelihood. grad: its derivative by the LOG of probs; must be zero on entry.
 * A row whose labels do not fit into its frames gets loss 0 and no gradient.
 */
#include <stdlib.h>

#include <math.h>

static double forward(const float *p, int C, const int *y, int U, int L, double *alpha, double *scale) {
    const int S = 2 * U + 1;
    double log_sum = 0;
    for (int t = 0; t < L; t++) {
        double *a = alpha + (long)t * S, *before = a - S, sum = 0;
        const float *now = p + (long)t * C;
        if (t == 0) {
            for (int s = 0; s < S; s++) a[s] = 0;
            a[0] = now[0];
            if (U) a[1] = now[y[0]];
        } else {
            a[0] = before[0] * now[0];
            for (int u = 0; u < U; u++) {
                const int s = 2 * u + 1;
                a[s] = (before[s - 1] + (u ? before[s - 2] : 0)) * now[y[u]];
                a[s + 1] = (before[s + 1] + before[s]) * now[0];
            }
        }
        for (int s = 0; s < S; s++) sum += a[s];
        if (!(sum > 0)) return 1;
        scale[t] = 1 / sum;
        for (int s = 0; s < S; s++) a[s] *= scale[t];
        log_sum += log(sum);
    }
    const double *last = alpha + (long)(L - 1) * S;
    const double end = last[S - 1] + (U ? last[S - 2] : 0);
    return end > 0 ? log_sum + log(end) : 1;
}

static void backward(const float *p, int C, const int *y, int U, int L, const double *alpha, const double *scale,
                     double *beta, double *next, float *grad) {
    const int S = 2 * U + 1;
    for (int s = 0; s < S; s++) beta[s] = 0;
    beta[S - 1] = 1;
    if (U) beta[S - 2] = 1;
    for (int t = L - 1; t >= 0; t--) {
        const double *a = alpha + (long)t * S;
        const float *now = p + (long)t * C;
        float *g = grad + (long)t * C;
        double sum = 0;
        for (int s = 0; s < S; s++) sum += a[s] * beta[s];
        for (int s = 0; s < S; s++) g[s & 1 ? y[s >> 1] : 0] -= (float)(a[s] * beta[s] / sum);
        if (t == 0) return;
        for (int s = 0; s < S; s++) {
            const double blank = s & 1 ? beta[s + 1] * now[0] : beta[s] * now[0];
            const int u = (s + 1) >> 1; /* the next label from here */
            const double label = u < U ? beta[2 * u + 1] * now[y[u]] : 0;
            next[s] = (blank + label) * scale[t];
        }
        double *swap = beta;
        beta = next;
        next = swap;
    }
}

void one_frame_ctc(const float *probs, int B, int T, int C, const int *labels, int U, const int *frames,
                   const int *counts, float *loss, float *grad) {
    for (int b = 0; b < B; b++) {
        const int n = counts[b], L = frames[b], S = 2 * n + 1;
        const float *p = probs + (long)b * T * C;
        const int *y = labels + (long)b * U;
        double *work = malloc(sizeof(double) * ((long)L * S + L + 2 * S));
        double *scale = work + (long)L * S, *beta = scale + L, *next = beta + S;
        const double likelihood = forward(p, C, y, n, L, work, scale);
        loss[b] = 0;
        if (likelihood <= 0) {
            loss[b] = (float)-likelihood;
            backward(p, C, y, n, L, work, scale, beta, next, grad + (long)b * T * C);
        }
        free(work);
    }
}
