/* The workloads of `theorysim bench` as a person writes them in C. */
#include <math.h>
#include <stdint.h>
#define BIG 1e150
#define LANES 32

int64_t quartic(double x, double a, double gamma, double eps, int64_t steps, double *end) {
    int64_t k = 0;
    for (; k < steps; k++) {
        double g = a * x * x * x;
        if (!(fabs(g) > eps && fabs(x) <= BIG)) break;
        x = x - gamma * g;
    }
    *end = x;
    return k;
}

int64_t steep(double x, double a, double gamma, double eps, int64_t steps, double *end) {
    int64_t k = 0;
    for (; k < steps; k++) {
        double g = x < 0 ? a * x : a * exp(a * x) - a;
        if (!(fabs(g) > eps && fabs(x) <= BIG)) break;
        x = x - gamma * g;
    }
    *end = x;
    return k;
}

int64_t sines(double x, double a, double gamma, double eps, int64_t steps, double *end) {
    int64_t k = 0;
    double y = x / 2, tau = 0.5;
    for (; k < steps; k++) {
        double g = a * cos(x) * sin(y), h = a * sin(x) * cos(y);
        double norm = sqrt(g * g + h * h);
        if (!(norm > eps && fabs(x) <= BIG && fabs(y) <= BIG)) break;
        double step = fmin(gamma, gamma * tau / (norm > 0 ? norm : 1));
        x = x - step * g;
        y = y - step * h;
    }
    *end = x + y;
    return k;
}

static inline uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int64_t heavy(double x, double a, double gamma, double eps, int64_t steps, double *end) {
    int64_t k = 0;
    double tau = 1.0, alpha = 1.5, scale = 0.1;
    uint64_t key = 0x1234567890ABCDEFu, odd = 0x9E3779B97F4A7C15u;
    for (; k < steps; k++) {
        double t = a * x;
        if (!(fabs(t) > eps && fabs(x) <= BIG)) break;
        double u = (double)(mix(key + (uint64_t)k * odd) >> 12) * 0x1p-52 + 0x1p-53;
        double g = t + scale * (pow(u, -1 / alpha) - alpha / (alpha - 1));
        double norm = fabs(g);
        x = x - fmin(gamma, gamma * tau / (norm > 0 ? norm : 1)) * g;
    }
    *end = x;
    return k;
}

static inline double flat(double t, int n) {
    if (!(t > 0)) return 0;
    double power = 1;
    for (int i = 0; i < n; i++) power *= t;
    return exp(-1 / (t * t)) / power;
}

static inline double psi(double x) { return M_E * flat(2 * x - 1, 0); }
static inline double psi_slope(double x) { return 4 * M_E * flat(2 * x - 1, 3); }
static inline double phi(double x) { return sqrt(M_PI * M_E / 2) * erfc(-x * M_SQRT1_2); }
static inline double phi_slope(double x) { return sqrt(M_E) * exp(-x * x / 2); }

int64_t chain(double start, double a, double gamma, double eps, int64_t steps, double *end) {
    enum { d = 1000 };
    double x[d + 2], g[d + 2];
    int64_t k = 0;
    (void)a;
    x[0] = 1;
    x[d + 1] = 0;
    for (int i = 1; i <= d; i++) x[i] = start;
    for (; k < steps; k++) {
        double total = 0;
        for (int i = 1; i <= d; i++) {
            double own = -(psi(-x[i - 1]) + psi(x[i - 1])) * phi_slope(x[i]);
            double onward = i == d ? 0 : -psi_slope(-x[i]) * phi(-x[i + 1]) - psi_slope(x[i]) * phi(x[i + 1]);
            g[i] = own + onward;
            total += g[i] * g[i];
        }
        if (!(sqrt(total) > eps)) break;
        for (int i = 1; i <= d; i++) x[i] -= gamma * g[i];
    }
    *end = x[1];
    return k;
}

void many(int64_t n, const double *x, const double *a, const double *gamma, double eps, int64_t steps, int64_t *T, double *end) {
    for (int64_t i = 0; i < n; i++) T[i] = quartic(x[i], a[i], gamma[i], eps, steps, end + i);
}

void lanes(int64_t n, const double *start, const double *as, const double *gs, const double *es, int64_t steps, int64_t *T) {
    double x[LANES], a[LANES], gamma[LANES], eps[LANES], k[LANES], go[LANES];
    int64_t who[LANES], queued = 0, active = 0;
    for (int l = 0; l < LANES; l++) { who[l] = -1; x[l] = a[l] = gamma[l] = eps[l] = k[l] = go[l] = 0; }
    do {
        for (int l = 0; l < LANES; l++) {
            if (who[l] >= 0 && go[l] == 0) { T[who[l]] = (int64_t)k[l]; who[l] = -1; active--; a[l] = 0; }
            if (who[l] < 0 && queued < n) {
                who[l] = queued; x[l] = start[queued]; a[l] = as[queued]; gamma[l] = gs[queued]; eps[l] = es[queued];
                k[l] = 0; go[l] = 1; queued++; active++;
            }
        }
        for (int s = 0; s < 16; s++) {
            #pragma omp simd
            for (int l = 0; l < LANES; l++) {
                double g = a[l] * x[l] * x[l] * x[l];
                int on = (fabs(g) > eps[l]) & (fabs(x[l]) <= BIG) & (k[l] < steps);
                x[l] = on ? x[l] - gamma[l] * g : x[l];
                k[l] = on ? k[l] + 1.0 : k[l];
                go[l] = on ? 1.0 : 0.0;
            }
        }
    } while (active > 0);
}
