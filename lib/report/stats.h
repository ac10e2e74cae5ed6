/* Private to report/: the few statistics that reports need. */
#ifndef CX_REPORT_STATS_H
#define CX_REPORT_STATS_H

#include <stddef.h>

/* The half-width of a 95 % interval in standard errors: Student's t for so many degrees of freedom
 * (any real > 0). */
double stats_t95(double degrees);
double stats_mean(const double *x, size_t n);     /* n > 0 */
double stats_variance(const double *x, size_t n); /* of the sample; 0 where n < 2 */
/* Wilson's 95 % interval of a share p of n (which may be an effective number, not whole). */
void stats_wilson(double *low, double *high, double p, double n);

#endif
