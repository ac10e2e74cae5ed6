/* Private to sheet/: a sealed sheet as tables. */
#ifndef CX_SHEET_REREAD_H
#define CX_SHEET_REREAD_H

#include "seal/sealed.h"
#include "sheet/sheet.h"

/* The name of the sealed text of each view. */
extern const char *const view_texts[CX_BONUS_VIEWS];

struct sealed_sheet {
    struct cx_buf views[CX_BONUS_VIEWS]; /* texts; empty: the seal is not whole */
    struct cx_buf titles;                /* pairs, of rules' columns */
};
/* The first two cells of each row of a sealed text, each ended by a NUL: words by their names. */
int reread_pairs(struct cx_buf *pairs, struct cx_db *db, struct cx_seal *seal, const char *name,
                 struct cx_err *err);
/* "": the name has nothing beside it; NULL: it is not there. */
const char *reread_pair(const struct cx_buf *pairs, const char *name);
int reread_load(struct sealed_sheet **out, struct cx_db *db, struct cx_seal *seal,
                struct cx_err *err);
void reread_free(struct sealed_sheet *sheet); /* NULL is fine */
/* Fills a table with a view; each cell has the type of its column again. */
int reread_table(struct cx_table *out, const struct sealed_sheet *sheet, const struct cx_seal *seal,
                 enum cx_bonus_view view, struct cx_err *err);

#endif
