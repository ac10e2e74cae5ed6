/* Other names: the headers and words that exports use for our columns and for the words of choices.
 *
 * They are data: aliases.csv (kind,column,word,alias; an empty word: of the header; an empty kind:
 * of every kind that has the column; no column: of the kind's files). The aliases of a word hold
 * wherever its list of words does. Safe to call from several threads. */
#ifndef CX_KIND_ALIAS_H
#define CX_KIND_ALIAS_H

#include <stdbool.h>

#include "kind/kind.h"

/* What a header says. */
struct cx_alias_header {
    int column;           /* of the kind; -1: none */
    const char *format;   /* what a map would say of the unit: "minutes", "wan", …, of the zone or
                           * of the last day; NULL: as it is */
    bool has_unit;        /* one that format says, or that the column has anyway: 金额(元) */
    const char *order;    /* of dates, as a map would say it: "dmy"; NULL: it names none */
    const char *currency; /* the sign of one, or the codes that its name may stand for, with blanks
                           * between; NULL: it names none */
    bool is_unit_unknown; /* one of several, or it contradicts another */
    char unit[32];        /* the unknown one or the last, folded; "": the header names none */
};

/* Reads a header such as "Employee ID", "回款金额" or "通话时长(分钟)". Case, blanks, punctuation
 * and full-width forms don't matter. What stands in brackets is a unit where the column is a
 * number; of a date it may be the order, of a time the zone, too, and of the day after a last one
 * whether that is included: what isn't understood of a time or of such a day is an unknown unit.
 * Elsewhere it is a remark. A sign may stand without brackets, as of Rate %. */
void cx_alias_header(struct cx_alias_header *out, const struct cx_kind *kind, const char *s,
                     size_t n);
/* Whether a header says that what it names is planned: 预计退案日期, Expected close date. It is no
 * name of a date on which something was done. */
bool cx_alias_is_planned(const char *s, size_t n);
/* What a header says of a column that somebody else has chosen for it: its unit. The header need
 * not be one of the column's names where the column holds money, seconds or dates; of others it
 * may be a remark. out->column is column. */
void cx_alias_unit(struct cx_alias_header *out, const struct cx_kind *kind, int column,
                   const char *s, size_t n);
/* What any header says of an end: "last" where it is the last day, as End (inclusive) and Last day
 * do, "" where it is the day after, NULL where it leaves that open. Its name without that, and
 * without what else stands in brackets, is appended to name, folded. */
const char *cx_alias_end(struct cx_buf *name, const char *s, size_t n);
/* The kind that a Chinese name of a file says: 催记.csv, 2026年10月还款流水.xlsx. Of several words
 * the last counts: 客户投诉 are complaints. NULL: it says none. */
const struct cx_kind *cx_alias_file(const char *name);
/* The number of the word that s stands for; -1: none. Blanks, _, case and width don't matter. */
int cx_alias_word(const char *const *words, const char *s, size_t n);
/* The words of a bool as its aliases know them: no, yes. */
extern const char *const cx_no_yes[];

/* A column's names and aliases, folded, one after another: *at is 0 at first. NULL: that's all. */
const char *cx_alias_next_name(size_t *at, const struct cx_kind *kind, int column);
/* How much a header is like a column's name or one of its aliases: 0 to 100. */
int cx_alias_likeness(const struct cx_kind *kind, int column, const char *s, size_t n);
/* Appends s as headers are compared: NFKC, lower case, letters and digits. */
void cx_alias_fold(struct cx_buf *out, const char *s, size_t n);
/* The same as words are compared: only blanks and _ go away. */
void cx_alias_fold_word(struct cx_buf *out, const char *s, size_t n);
enum {
    CX_WORD_DIGITS = 1, /* digits are part of words; else they are between them, like marks */
    CX_WORD_HUMPS = 2,  /* a capital behind a small letter begins another word */
};
/* The next word of a name between *s, which becomes its beginning, and end, as duration and min of
 * duration_min or, with humps, DurationMin, and 万元 of Amount万元. Returns its length; 0: there is
 * none. */
size_t cx_alias_next_word(const char **s, const char *end, unsigned how);
/* Whether a list between bars, as |cent|cents|, has a folded word. */
bool cx_alias_is_among(const char *list, const char *folded);
/* True if the cell says in words that it is empty: NULL, N/A, -, 无, … */
bool cx_alias_is_nothing(const char *s, size_t n);

/* The text of aliases.csv. */
const char *cx_alias_table(void);

#endif
