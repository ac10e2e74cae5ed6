#include "sheet/whatif.h"

#include <string.h>
#include <unistd.h>

/* What contacts broke is recorded while they are imported, and worklists pay nobody. */
static bool is_of_pay(const struct cx_kind *kind)
{
    static const char *const kinds[] = {"settings", "stages",     "measures",   "metrics",
                                        "tiers",    "grades",     "scorecards", "rules",
                                        "targets",  "adjustments"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kind->name, kinds[i]) == 0)
            return true;
    }
    return false;
}

int cx_whatif_table(struct cx_lay *out, const char *text, struct cx_err *err)
{
    size_t n = strcspn(text, "=");
    const struct cx_kind *kind = text[n] ? cx_kind_find(text, n) : cx_kind_of_file(text);
    if (!kind)
        return cx_err_set(err, CX_EUSAGE,
                          "--with: \"%s\": write KIND=FILE, as in rules=new.csv; cx-import --list "
                          "shows the kinds",
                          text);
    if (!is_of_pay(kind))
        return cx_err_set(err, CX_EUSAGE,
                          "--with: %s can't be tried out: pay is computed from settings, stages, "
                          "measures, metrics, tiers, grades, scorecards, rules, targets and "
                          "adjustments",
                          kind->name);
    *out = (struct cx_lay){.kind = kind->name, .name = text[n] ? text + n + 1 : text};
    return 0;
}

/* like: the other sheet, whose values can be scored again: no stream has changed them. */
static int compute(struct cx_bonus **out, struct cx_db *db, const struct cx_period *period,
                   const struct cx_bonus *like, int fd, struct cx_err *err)
{
    struct cx_scores *scores = NULL;
    int rc = like ? cx_scores_again(&scores, db, like->scores, err)
                  : cx_scores_compute(&scores, db, period, err);
    if (rc < 0)
        return rc;
    if (fd >= 0) {
        lseek(fd, 0, SEEK_SET);
        if ((rc = cx_scores_overlay(scores, fd, "-", err)) < 0) {
            cx_scores_free(scores);
            return rc;
        }
    }
    return cx_bonus_compute(out, db, scores, err);
}

int cx_whatif_compute(struct cx_whatif *out, struct cx_db *db, const struct cx_period *period,
                      int scores, const struct cx_lay *tables, size_t count,
                      void (*say)(void *context, const char *message), void *context,
                      struct cx_err *err)
{
    struct cx_err ignored = {0};
    *out = (struct cx_whatif){0};
    int rc = cx_lay(db, tables, count, say, context, err);
    if (rc == 0)
        rc = compute(&out->after, db, period, NULL, scores, err);
    int lifted = cx_lay_lift(db, rc < 0 ? &ignored : err);
    if (rc == 0)
        rc = lifted;
    if (rc == 0)
        rc = compute(&out->before, db, period, scores < 0 ? out->after : NULL, scores, err);
    if (rc < 0)
        cx_whatif_fini(out);
    return rc;
}

void cx_whatif_fini(struct cx_whatif *whatif)
{
    cx_bonus_free(whatif->before);
    cx_bonus_free(whatif->after);
    *whatif = (struct cx_whatif){0};
}
