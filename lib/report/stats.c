#include "report/stats.h"

#include <math.h>

#define Z95 1.959963984540054 /* the normal distribution's */

double stats_t95(double degrees)
{
    const double p = 0.05, half_pi = 1.5707963267948966;
    double n = degrees;
    if (n <= 0)
        return INFINITY;
    if (fabs(n - 1) < 1e-9)
        return cos(p * half_pi) / sin(p * half_pi);
    if (fabs(n - 2) < 1e-9)
        return sqrt(2 / (p * (2 - p)) - 2);
    double a = 1 / (n - 0.5), b = (48 / a / a), c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
    double d = ((94.5 / (b + c) - 3) / b + 1) * sqrt(a * half_pi) * n;
    double x = d * p, y = pow(x, 2 / n);
    if (y > 0.05 + a) {
        double z = -Z95;
        y = z * z;
        if (n < 5)
            c += 0.3 * (n - 4.5) * (z + 0.6);
        c = (((0.05 * d * z - 5) * z - 7) * z - 2) * z + b + c;
        y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * z;
        y = a * y * y;
        y = y > 0.002 ? exp(y) - 1 : 0.5 * y * y + y;
    } else {
        y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y -
             1) *
                (n + 1) / (n + 2) +
            1 / y;
    }
    return sqrt(n * y);
}

double stats_mean(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

double stats_variance(const double *x, size_t n)
{
    double mean, sum = 0;
    if (n < 2)
        return 0;
    mean = stats_mean(x, n);
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mean) * (x[i] - mean);
    return sum / (double)(n - 1);
}

void stats_wilson(double *low, double *high, double p, double n)
{
    double z2 = Z95 * Z95, middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z95 / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    *low = middle > half ? middle - half : 0;
    *high = middle + half < 1 ? middle + half : 1;
}
