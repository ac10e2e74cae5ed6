/* Private to statistics/: how two series correlate, and what each of several adds. */
#ifndef CX_STATISTICS_RELATION_H
#define CX_STATISTICS_RELATION_H

#include <stdbool.h>
#include <stddef.h>

#define SHARES_MAX 12 /* series that r² is shared among: time doubles with each more */

struct relation {
    size_t n;
    bool has_r;        /* n >= 3, and both series vary */
    double r;          /* Pearson's; -1 to 1 */
    bool has_interval; /* has_r and n >= 4 */
    double low, high;  /* the 95 % interval of r, by Fisher's z */
    double rho;        /* Spearman's, ties at their mean rank; where has_r */
};
struct relation relate(const double *x, const double *y, size_t n);

/* What each x adds to the R² of y's linear regression on all of them, averaged over all orders in
 * which they may come in (Lindeman, Merenda, Gold: Introduction to Bivariate and Multivariate
 * Analysis, 1980, p. 119; "lmg" in Groemping, J. Stat. Software 17(1), 2006). The shares are not
 * negative and add up to R². False: more than SHARES_MAX, or fewer than count + 2 rows. A series
 * that doesn't vary adds nothing. */
bool share_r2(double *shares, const double *const *x, size_t count, const double *y, size_t n);

#endif
