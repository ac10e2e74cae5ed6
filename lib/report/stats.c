#include "report/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define Z95 1.959963984540054 /* the normal distribution's */

double stats_t95(double degrees)
{
    return degrees > 0 ? gsl_cdf_tdist_Pinv(0.975, degrees) : INFINITY;
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
