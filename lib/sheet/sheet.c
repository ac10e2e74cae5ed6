#include "sheet/sheet.h"

#include <stdlib.h>

#include "base/mem.h"
#include "sheet/reread.h"

int cx_sheet_compute(struct cx_sheet **out, struct cx_db *db, struct cx_scores *scores,
                     struct cx_err *err)
{
    struct cx_sheet *sheet = cx_alloc(sizeof *sheet);
    int rc = cx_bonus_compute(&sheet->bonus, db, scores, err);
    if (rc == 0)
        rc = cx_bonus_total(&sheet->total, sheet->bonus, err);
    if (rc < 0) {
        cx_sheet_free(sheet);
        return rc;
    }
    *out = sheet;
    return 0;
}

static int load_sealed(struct cx_sheet **out, struct cx_db *db, struct cx_seal *seal,
                       struct cx_err *err)
{
    struct sealed_sheet *sealed = NULL;
    int rc = reread_load(&sealed, db, seal, err);
    if (rc < 0)
        return rc;
    *out = cx_alloc(sizeof **out);
    **out = (struct cx_sheet){.total = seal->total, .seal = *seal, .sealed = sealed};
    return 0;
}

/* like: scores of the period; NULL: there are none yet. */
static int load(struct cx_sheet **out, struct cx_db *db, const struct cx_period *period,
                const struct cx_scores *like, struct cx_err *err)
{
    struct cx_scores *scores = NULL;
    struct cx_seal seal = {0};
    int rc = cx_bonus_is_sealed(&seal, db, period, err);
    if (rc == 1) {
        rc = load_sealed(out, db, &seal, err);
        if (rc < 0)
            cx_seal_fini(&seal);
        return rc;
    }
    if (rc == 0)
        rc = like ? cx_scores_again(&scores, db, like, err)
                  : cx_scores_compute(&scores, db, period, err);
    return rc < 0 ? rc : cx_sheet_compute(out, db, scores, err);
}

int cx_sheet_load(struct cx_sheet **out, struct cx_db *db, const struct cx_period *period,
                  struct cx_err *err)
{
    return load(out, db, period, NULL, err);
}

int cx_sheet_load_like(struct cx_sheet **out, struct cx_db *db, const struct cx_scores *like,
                       struct cx_err *err)
{
    return load(out, db, &like->period, like, err);
}

void cx_sheet_free(struct cx_sheet *sheet)
{
    if (!sheet)
        return;
    cx_bonus_free(sheet->bonus);
    cx_seal_fini(&sheet->seal);
    reread_free(sheet->sealed);
    free(sheet);
}

int cx_sheet_fill(struct cx_table *out, const struct cx_sheet *sheet, enum cx_bonus_view view,
                  struct cx_err *err)
{
    return sheet->bonus ? cx_bonus_table(out, sheet->bonus, view, err)
                        : reread_table(out, sheet->sealed, &sheet->seal, view, err);
}

int cx_sheet_table(struct cx_table *out, struct cx_db *db, const struct cx_period *period,
                   enum cx_bonus_view view, struct cx_err *err)
{
    struct cx_sheet *sheet = NULL;
    int rc = cx_sheet_load(&sheet, db, period, err);
    if (rc == 0)
        rc = cx_sheet_fill(out, sheet, view, err);
    cx_sheet_free(sheet);
    return rc;
}
