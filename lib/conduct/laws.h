/* Private to conduct/: whose limits hold for whom: those of the jurisdiction of the customer's
 * region, or else of the one that holds for all others. */
#ifndef CX_CONDUCT_LAWS_H
#define CX_CONDUCT_LAWS_H

#include <stdbool.h>
#include <stddef.h>

#include "store/store.h"

struct laws {
    char **names; /* jurisdictions, each once; 0: of all regions that are not named */
    size_t count, cap;
    struct law_of {
        char *region;
        int law; /* place in names */
    } * regions;
    size_t region_count, region_cap;
};

/* Reads the settings jurisdiction and region_jurisdictions. CX_EDATA: the latter is not
 * REGION=JURISDICTION, with semicolons between. Of a region's jurisdictions the first holds. */
int laws_init(struct laws *laws, struct cx_db *db, struct cx_err *err);
/* Whether new settings may be so. CX_EDATA: a region has two jurisdictions, or one with a =. */
int laws_check(const struct laws *laws, struct cx_err *err);
void laws_fini(struct laws *laws);
int laws_find(const struct laws *laws, const char *region); /* region NULL: not known */

#endif
