/* Private to seal/ and to the folders of pay: what is sealed, and reading it again. */
#ifndef CX_SEAL_SEALED_H
#define CX_SEAL_SEALED_H

#include "base/buf.h"
#include "csv/reader.h"
#include "kind/kind.h"
#include "org/org.h"
#include "seal/seal.h"

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
#define TEXT_EDITION     "edition"     /* edition: by which its rules paid (pay/edition.h) */
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
struct cx_seal *chain_find(const struct chain *chain, const char *period);
/* The latest seal that holds, or the nth before it; NULL: there are no so many. */
struct cx_seal *chain_last(const struct chain *chain, size_t nth);
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

/* Puts a text of the next entry, which comes later in the open transaction. */
int text_put(struct cx_db *db, const char *name, const char *text, struct cx_err *err);
/* The text of a seal; empty where it has none of the name. Sealed texts are read by nothing else: a
 * seal that is no longer what was sealed is refused here (CX_EWORLD), and noted once it is not. */
int text_get(struct cx_buf *out, struct cx_db *db, struct cx_seal *seal, const char *name,
             struct cx_err *err);

/* inputs.c: what a period was computed from, the text TEXT_INPUTS. Where there are many rows it
 * takes long to count them: inputs_count does, in an open transaction, unless they are counted
 * already and nobody has changed anything since. A reader may rest while it does (store/rest.c),
 * and then counts again in a transaction that writes. Zeros are counts of nothing yet. */
struct inputs {
    struct input *list; /* of each kind */
    int64_t state;      /* cx_db_state when it was begun */
};
int inputs_count(struct inputs *inputs, struct cx_db *db, struct cx_err *err);
void inputs_fini(struct inputs *inputs);
/* As counted; the head of the audit log is today's. */
int inputs_table(struct cx_table *out, struct cx_db *db, const struct inputs *inputs,
                 struct cx_err *err);
/* Whether a kind belongs to the plan that is sealed; the others are its inputs. */
bool is_sealed_kind(const struct cx_kind *kind);

/* reading.c: a text as rows of cells, however long these are. name is for messages and is borrowed.
 * A rule may be called like a column of the sheet, in seals of cx that didn't refuse that yet: a
 * sheet's own columns are the first of their name before the rules', and the last behind them. */
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
int reading_column(const struct reading *reading, const char *name); /* the first; -1: none */
int reading_last_column(const struct reading *reading, const char *name); /* likewise */
/* A cell without the apostrophe that keeps spreadsheets from running it; "" of column -1. */
const char *reading_cell(const struct reading *reading, int column);
/* A cell as an amount of money. */
int reading_cents(int64_t *cents, const struct reading *reading, int column, struct cx_err *err);

/* lines.c: the lines of a sealed sheet. */
struct sealed_line {
    int person;                                               /* index in org */
    const char *team, *since, *rule_id, *kind, *basis, *note; /* basis: "" where there is none */
    int64_t amount;
};
/* All lines, but of people who come later than --as-of. */
struct sealed_lines {
    struct sealed_line *list;
    size_t count, cap;
    struct cx_pool *texts;
};
int sealed_lines_load(struct sealed_lines *lines, struct cx_db *db, struct cx_seal *seal,
                      const struct cx_org *org, struct cx_err *err);
void sealed_lines_fini(struct sealed_lines *lines);

/* edition.c: the edition by which the rules of a sealed period paid: 1 where its seal names none, 0
 * where the period is open. */
int sealed_edition(int *edition, struct cx_db *db, const struct cx_period *period,
                   struct cx_err *err);

/* tops.c: who was in the top of a streak's rule in a sealed period, indexes in org. 1; 0: the
 * period is open, or its seal knows nothing of the rule. */
struct sealed_tops {
    int *people;
    size_t count, cap;
};
int sealed_tops_load(struct sealed_tops *tops, struct cx_db *db, const struct cx_period *period,
                     const char *rule_id, const struct cx_org *org, struct cx_err *err);
void sealed_tops_fini(struct sealed_tops *tops);
/* The person of a cell: -1 of somebody who comes later than --as-of; fails where there is no such
 * employee. */
int sealed_person(int *person, struct cx_db *db, const struct cx_org *org,
                  const struct reading *reading, const char *key, struct cx_err *err);

/* Whether the line is a rule's, and not an adjustment, a retro or a carry line. */
bool is_rule_line(const struct sealed_line *line);

#endif
