/* Private to bonus/: what is sealed, and reading it again. */
#ifndef CX_BONUS_SEALED_H
#define CX_BONUS_SEALED_H

#include "base/buf.h"
#include "bonus/seal.h"
#include "csv/reader.h"
#include "kind/kind.h"

/* The texts of a seal. A plan kind's is plan/KIND. */
#define TEXT_SHEET       "sheet"       /* cx-bonus -p P */
#define TEXT_PEOPLE      "people"      /* … --per=person */
#define TEXT_LINES       "lines"       /* … --lines */
#define TEXT_BY_TEAM     "by_team"     /* … --by=team */
#define TEXT_PAY         "pay"         /* … --pay */
#define TEXT_SCORES      "scores"      /* cx-score -p P */
#define TEXT_SCORE_LINES "score_lines" /* … --long */
#define TEXT_TEAMS       "teams"       /* … --by=team */
#define TEXT_COMPANY     "company"     /* … --by=company */
#define TEXT_TITLES      "titles"      /* column,title: words over the sheet's columns */
#define TEXT_TOPS        "tops"        /* rule_id,employee_id: who was in the top of each streak */
#define TEXT_INPUTS      "inputs"      /* name,rows,amount,hash: what it was computed from */
#define TEXT_PLAN        "plan/"

/* chain.c: the entries, in order. */
struct chain {
    struct cx_seal *list;
    size_t count, cap;
};
int chain_load(struct chain *chain, struct cx_db *db, struct cx_err *err);
void chain_fini(struct chain *chain);
/* The seal of a period that holds; NULL: it is open. */
const struct cx_seal *chain_find(const struct chain *chain, const char *period);
/* The latest seal that holds, or the nth before it; NULL: there are no so many. */
const struct cx_seal *chain_last(const struct chain *chain, size_t nth);
/* The entry that marks a seal as paid out; NULL: there is none. */
const struct cx_seal *chain_paid(const struct chain *chain, const struct cx_seal *seal);
/* Adds an entry in the open transaction, after its texts, and a row in the audit log. seq, before
 * and hash are filled. */
int chain_add(struct cx_seal *entry, struct cx_db *db, const struct cx_seal_options *options,
              struct cx_err *err);
/* The hash that an entry and its texts must have. */
int chain_hash(char hex[CX_HASH_TEXT], struct cx_db *db, const struct cx_seal *entry,
               struct cx_err *err);
/* What the audit log says of an entry. */
void chain_audit(struct cx_buf *out, const struct cx_seal *entry);

/* The text of a seal; empty where it has none of the name. */
int text_get(struct cx_buf *out, struct cx_db *db, int64_t seq, const char *name,
             struct cx_err *err);

/* texts.c: puts the texts of the next entry. inputs.c: one of them. */
int seal_texts_put(struct cx_db *db, const struct cx_bonus *bonus, struct cx_err *err);
int write_inputs(struct cx_db *db, FILE *stream, struct cx_err *err);

/* reading.c: a text as rows of cells. name is for messages and is borrowed. */
struct reading {
    struct cx_csv_reader *reader;
    const struct cx_csv_row *header;
    struct cx_csv_row row;
    const char *name;
    int fd;
};
int reading_open(struct reading *reading, const struct cx_buf *text, const char *name,
                 struct cx_err *err);
void reading_close(struct reading *reading);
int reading_next(struct reading *reading, struct cx_err *err);       /* 1, 0 at the end, negative */
int reading_column(const struct reading *reading, const char *name); /* -1: none */
/* A cell without the apostrophe that keeps spreadsheets from running it; "" of column -1. */
const char *reading_cell(const struct reading *reading, int column);
/* A cell as an amount of money. */
int reading_cents(int64_t *cents, const struct reading *reading, int column, struct cx_err *err);

/* lines.c: the lines of a sealed sheet. */
struct sealed_line {
    int person; /* index in org */
    const char *team, *since, *rule_id, *kind, *note;
    int64_t amount;
};
struct sealed_lines {
    struct sealed_line *list;
    size_t count, cap;
    struct cx_pool *texts;
};
int sealed_lines_load(struct sealed_lines *lines, struct cx_db *db, const struct cx_seal *seal,
                      const struct cx_org *org, struct cx_err *err);
void sealed_lines_fini(struct sealed_lines *lines);

/* tops.c: who was in the top of a streak's rule in a sealed period, indexes in org. 1; 0: the
 * period is open, or its seal knows nothing of the rule. */
struct sealed_tops {
    int *people;
    size_t count, cap;
};
int sealed_tops_load(struct sealed_tops *tops, struct cx_db *db, const struct cx_period *period,
                     const char *rule_id, const struct cx_org *org, struct cx_err *err);
void sealed_tops_fini(struct sealed_tops *tops);
/* The text of a seal that says so. */
int write_tops(const struct cx_bonus *bonus, FILE *stream, struct cx_err *err);
/* The person of a cell; fails where there is no such employee. */
int sealed_person(int *person, struct cx_db *db, const struct cx_org *org,
                  const struct reading *reading, const char *key, struct cx_err *err);

/* Whether the line is a rule's, and not an adjustment, a retro or a carry line. */
bool is_rule_line(const struct sealed_line *line);

/* past.c: a sealed period again: its own plan over today's data. */
struct past {
    struct cx_db *db;
    struct cx_scores *scores;
    struct sealed_lines lines;
};
int past_open(struct past *past, struct cx_db *db, const struct cx_seal *seal, struct cx_err *err);
/* Runs the rules: all of them, or those that are recomputed for sealed periods, among the sealed
 * lines of the others. The bonus has no rows but posts, and goes to past_free. */
int past_run(struct cx_bonus **out, const struct past *past, bool is_all, struct cx_err *err);
void past_free(struct cx_bonus *bonus);
int past_close(struct past *past, struct cx_err *err);
/* Whether a kind belongs to the plan that is sealed. */
bool is_sealed_kind(const struct cx_kind *kind);

/* retro.c: what sealed periods turned out to be wrong by, as a line each person and period, and
 * what they left below zero. */
struct late_line {
    int person; /* index in org */
    enum cx_line_without_rule what;
    char period[CX_PERIOD_TEXT]; /* the sealed one */
    int64_t amount;
    char *note; /* owned */
};
struct late {
    struct late_line *list; /* none of 0.00 */
    size_t count, cap;
};
/* Of a period: from its own seal, or of the periods that were sealed before it. org and months (how
 * many of these) are the period's. */
int late_find(struct late *late, struct cx_db *db, const struct cx_period *period,
              const struct cx_org *org, int months, struct cx_err *err);
void late_fini(struct late *late);

#endif
