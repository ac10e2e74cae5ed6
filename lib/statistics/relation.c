#include "statistics/relation.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static bool varies(const double *x, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (x[i] != x[0])
            return true;
    }
    return false;
}

/* Rounding may have made it larger than 1. */
static double within_one(double r)
{
    return r > 1 ? 1 : r < -1 ? -1 : r;
}

/* False, and 0, where there is none. */
static bool pearson(double *r, const double *x, const double *y, size_t n)
{
    *r = 0;
    if (n < 3 || !varies(x, n) || !varies(y, n))
        return false;
    *r = within_one(gsl_stats_correlation(x, 1, y, 1, n));
    return true;
}

struct relation relate(const double *x, const double *y, size_t n)
{
    struct relation out = {.n = n};
    out.has_r = pearson(&out.r, x, y, n);
    if (!out.has_r)
        return out;
    double *work = cx_alloc(2 * n * sizeof *work);
    out.rho = within_one(gsl_stats_spearman(x, 1, y, 1, n, work));
    free(work);
    out.has_interval = n >= 4;
    if (out.has_interval) {
        double reach = gsl_cdf_ugaussian_Pinv(0.975) / sqrt((double)n - 3);
        out.low = tanh(atanh(out.r) - reach); /* of r 1 or -1 both bounds are that */
        out.high = tanh(atanh(out.r) + reach);
    }
    return out;
}

/* Correlations of the x with one another and, last, with y. */
static gsl_matrix *correlations(const double *const *x, size_t count, const double *y, size_t n)
{
    gsl_matrix *r = gsl_matrix_alloc(count + 1, count + 1);
    for (size_t i = 0; i <= count; i++) {
        for (size_t k = 0; k <= count; k++) {
            double of;
            pearson(&of, i < count ? x[i] : y, k < count ? x[k] : y, n);
            gsl_matrix_set(r, i, k, of);
        }
    }
    return r;
}

/* R² of y on those x whose bit is set: their correlations with y, times the inverse of those among
 * them, times the former again. Singular values that are 0 but for rounding (one x is made of
 * others) count as 0. */
static double r2_of(const gsl_matrix *r, size_t count, unsigned set)
{
    const double negligible = 1e-9;
    size_t members[SHARES_MAX], size = 0;
    for (size_t i = 0; i < count; i++) {
        if (set >> i & 1)
            members[size++] = i;
    }
    if (size == 0)
        return 0;
    gsl_matrix *among = gsl_matrix_alloc(size, size), *v = gsl_matrix_alloc(size, size);
    gsl_vector *with_y = gsl_vector_alloc(size), *singular = gsl_vector_alloc(size);
    gsl_vector *solved = gsl_vector_alloc(size);
    double out = 0;
    for (size_t i = 0; i < size; i++) {
        gsl_vector_set(with_y, i, gsl_matrix_get(r, members[i], count));
        for (size_t k = 0; k < size; k++)
            gsl_matrix_set(among, i, k, gsl_matrix_get(r, members[i], members[k]));
    }
    gsl_linalg_SV_decomp_jacobi(among, v, singular);
    double largest = gsl_vector_max(singular);
    for (size_t i = 0; i < size; i++) {
        if (gsl_vector_get(singular, i) < negligible * largest)
            gsl_vector_set(singular, i, 0);
    }
    gsl_linalg_SV_solve(among, v, singular, with_y, solved);
    for (size_t i = 0; i < size; i++)
        out += gsl_vector_get(solved, i) * gsl_vector_get(with_y, i);
    gsl_matrix_free(among);
    gsl_matrix_free(v);
    gsl_vector_free(with_y);
    gsl_vector_free(singular);
    gsl_vector_free(solved);
    return out;
}

bool share_r2(double *shares, const double *const *x, size_t count, const double *y, size_t n)
{
    if (count > SHARES_MAX || n < count + 2)
        return false;
    /* By default, GSL aborts the process on an error. */
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    gsl_matrix *r = correlations(x, count, y, n);
    double *r2 = cx_alloc(((size_t)1 << count) * sizeof *r2);
    for (unsigned set = 0; set < 1U << count; set++)
        r2[set] = r2_of(r, count, set);
    for (size_t i = 0; i < count; i++) {
        shares[i] = 0;
        for (unsigned set = 0; set < 1U << count; set++) {
            unsigned before = (unsigned)__builtin_popcount(set);
            if (set >> i & 1)
                continue;
            /* the part of the orders in which just these come before i */
            double part = 1 / ((double)count * gsl_sf_choose((unsigned)count - 1, before));
            shares[i] += part * (r2[set | 1U << i] - r2[set]);
        }
        shares[i] = shares[i] > 0 ? shares[i] : 0;
    }
    free(r2);
    gsl_matrix_free(r);
    gsl_set_error_handler(handler);
    return true;
}
