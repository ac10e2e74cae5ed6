/* Private to report/: promises that turned out broken in a period. */
#ifndef CX_REPORT_BROKEN_H
#define CX_REPORT_BROKEN_H

#include "base/period.h"
#include "org/org.h"
#include "past/past.h"

/* Such a promise is broken whatever became of the debt (cx-metrics(5)): who reads of it should
 * know. */
enum broken_debt { BROKEN_OWED, BROKEN_SETTLED, BROKEN_CLOSED };

struct broken {
    int64_t contact, employee;
    cx_time promised_at;
    int64_t cents; /* INT64_MIN: no amount named */
    struct cx_promise promise;
    enum broken_debt debt; /* at the end of the last day on which it could be kept */
};

struct broken_list {
    struct broken *list; /* in the order of contacts */
    size_t count, cap;
};

/* Those of all people. The list is empty at first; the caller frees it, even on failure. */
int broken_find(struct broken_list *out, struct cx_db *db, const struct cx_org *org,
                const struct cx_period *period, int grace_days, struct cx_err *err);
void broken_fini(struct broken_list *broken);

#endif
