/* Private to import/: what is particular to a kind, called where every row passes.
 *
 * A kind that has something of its own has one struct hooks, in the file that knows it; hooks.c
 * lists them. All members but kind may be left out. */
#ifndef CX_IMPORT_HOOKS_H
#define CX_IMPORT_HOOKS_H

#include "import/loader.h"

/* The first of the columns that hooks of a kind with a history read. */
enum { HISTORY_SINCE };
/* The first two of kinds whose rows are for the company, a team or an employee. */
enum { SCOPE, SCOPE_ID };

struct hooks {
    const struct cx_kind *kind;
    /* The columns that the hooks read, by name: cell_of and column_of take their index here. */
    const char *columns[HOOK_COLUMNS];
    bool is_read_twice; /* so a pipe is kept in a file */
    bool may_be_laid;   /* by a what-if, though it is no kind of the plan */
    bool keeps_lines;   /* where rows stand is remembered: `finish` may find them wrong */

    /* Before the first row. */
    int (*open)(struct file *file, struct cx_err *err);
    /* Whether a row that is typed may be; false: bad_cell has said why not. */
    bool (*check)(struct file *file);
    /* The kind that a column refers to, where the row says it; NULL: none. */
    const char *(*refers)(const struct file *file, size_t column);
    /* Fills cells that follow from others; ids are integers now. 1: good; 0: said that the row is
     * bad; negative: failed. */
    int (*complete)(struct file *file, struct cx_err *err);
    /* Takes notes of a row that is good, before it goes to its table. */
    void (*take)(struct file *file);
    /* SQL that a row whose key is known is told of what stood there: ",accounts.status", as many
     * values as known_count. What the file has no column for stays as it is, so `check` can't see
     * it: match does, where file->is_news. False: bad_cell has said why the row may not be. */
    const char *known;
    int known_count;
    bool (*match)(struct file *file, const int64_t *known);
    /* Of a kind that has a history: told that a known row has another value in one column now. */
    int watched; /* which, as in columns */
    void (*change)(struct file *file);
    int watched_dated; /* a dated column; 0: none. What of it holds from a day on: see moved_from */
    /* Sees to what follows from the row that was taken last, before the next one and at the end. */
    int (*settle)(struct file *file, struct cx_err *err);
    /* Puts all rows of temp.feed into the table, otherwise than load.c does. */
    int (*load)(struct file *file, struct cx_err *err);
    /* When all files are in, once a kind: what only the whole shows. say_whole tells it. */
    int (*finish)(struct import *import, const struct file *files, struct cx_err *err);
    /* Whether the file changed what contacts that were there before are checked by. */
    bool (*wants_rescan)(const struct file *file);
};

/* An empty one for a kind that has nothing of its own. */
const struct hooks *hooks_of(const struct cx_kind *kind);

/* checks.c */
extern const struct hooks absences_hooks, access_hooks, accounts_hooks, customers_hooks,
    feedback_hooks, keywords_hooks, orders_hooks, rules_hooks, scorecards_hooks, tiers_hooks;
/* posts.c, episodes.c, payments.c, contacts.c, jurisdictions.c, reviews.c, sealed.c,
 * arrangements.c, wholes.c */
extern const struct hooks reviews_hooks, arrangements_hooks, instalments_hooks, employees_hooks,
    assignments_hooks, payments_hooks, contacts_hooks, limits_hooks, settings_hooks,
    adjustments_hooks, credits_hooks, targets_hooks, teams_hooks;

/* The kind's column and the current row's cell that hooks->columns[i] names. */
static inline int column_of(const struct file *file, int i)
{
    return file->hook_columns[i];
}
static inline struct cx_typed *cell_of(const struct file *file, int i)
{
    return &file->cells[file->hook_columns[i]];
}
/* Whether one of the files is of a kind. */
static inline bool has_kind(const struct import *import, const struct file *files,
                            const struct cx_kind *kind)
{
    for (size_t i = 0; i < import->file_count; i++) {
        if (files[i].kind == kind)
            return true;
    }
    return false;
}

/* doubts.c: notes an account with a payment or an extension, or that is closed; then tells of those
 * that make no sense. */
void doubts_take(struct doubtful *list, int64_t account);
/* `finish` of payments and of accounts. */
int doubts_of_payments(struct import *import, struct cx_err *err);
int doubts_of_accounts(struct import *import, const struct file *files, struct cx_err *err);
int doubts_of_extensions(struct import *import, struct cx_err *err);
/* spelling.c: `open` of settings: one row is left of each, the one that holds. Then how a name that
 * is one of them is kept. */
int spell_settings(struct file *file, struct cx_err *err);
void spell_setting(const struct file *file, struct cx_typed *name);
/* As spell_settings, of targets and scorecards, whose metrics are spelt as in their own row;
 * file->targets has that metric then, and its unit. */
int spell_targets(struct file *file, struct cx_err *err);
int spell_cards(struct file *file, struct cx_err *err);
int spell_metric(struct file *file, struct cx_typed *name, struct cx_err *err);
/* `wants_rescan`: contacts that were there before are checked by new keywords and limits only after
 * a rescan. */
bool changes_rows(const struct file *file);
/* `refers` of a kind with a scope, which says whether its id is a team's or an employee's. */
const char *refers_by_scope(const struct file *file, size_t column);
/* `check` of such a kind: the company has no id, a team and an employee have one. */
bool check_scope(struct file *file);
/* False, and said, where `to` comes before `from`, or is the same and must not. */
bool check_order(struct file *file, int from, int to, bool may_be_equal, const char *why);
/* False, for match to return, and said: the day in column i, as the row has it, comes before or
 * after that in column `of`, which stays. */
bool bad_before(struct file *file, int i, int of, int64_t day);
bool bad_after(struct file *file, int i, int of, int64_t day);

#endif
