/* Private to kind/: the unit, currency or zone that a header says beside its name. */
#ifndef CX_KIND_UNIT_H
#define CX_KIND_UNIT_H

#include "kind/alias.h"

/* The length of the number in a cell behind which its column's unit stands, as 85 % and 95分; n:
 * there is none, or one that has to be converted. */
size_t cx_unit_behind(const struct cx_field *field, const char *s, size_t n);

#define CX_UNITS 4 /* in brackets, of one header */

struct cx_unit_text {
    const char *s;
    size_t n;
};

bool cx_unit_ends_with(struct cx_unit_text text, const char *ending);
/* unit_peel.c: takes the last brackets off a name in NFKC, and marks such as * and : behind them;
 * *unit is what is within. False: it ends in none, or there is nothing before them. */
bool cx_unit_peel(struct cx_unit_text *name, struct cx_unit_text *unit);
/* Takes a sign off the beginning or the end of a name in NFKC: ¥金额, share %. Returns it; NULL:
 * the name has none. */
const char *cx_unit_peel_sign(struct cx_unit_text *name);
/* Whether a folded word is a unit, a currency or a zone where a column's cells have one. */
bool cx_unit_is_word(const struct cx_field *field, const char *folded);
/* Of what is in brackets, folded: where the next part begins, and the one before is ended; NULL: it
 * is the last. Slashes part 元/月. */
char *cx_unit_part_next(char *part, bool has_slashes);
/* A part behind the word that only says that a unit follows: 万元 of 单位:万元. */
char *cx_unit_behind_label(char *part);
/* What stands in brackets, of the column in out. Beside what is read already it may say another
 * thing: a scale, a currency, an order and a zone come once each. */
void cx_unit_read(struct cx_alias_header *out, const struct cx_kind *kind,
                  struct cx_unit_text unit);
/* unit_zone.c: what a zone in brackets is as a word of a map's format: utc+8 of UTC+8, GMT+08:00,
 * 北京时间 and 东八区, folded. NULL: it is no zone, or (*is_zone) one without such a word. */
const char *cx_unit_zone(bool *is_zone, const char *folded);
/* Whether s begins with what the zones do that have no word of their own: UTC+8, Asia/Shanghai. */
bool cx_unit_begins_zone(const char *s, size_t n);
/* The length of the end of a name that begins so, or that is a distance from UTC behind a blank:
 * GMT+8 of Start Time GMT+8, -0500; 0: it has none. */
size_t cx_unit_zone_behind(struct cx_unit_text name);
/* The name of a zone that a text without blanks has somewhere: 美东 of 美东开始时间; NULL: none. */
const char *cx_unit_zone_within(const char *folded);
/* Whether what stands in brackets of a date or a time, folded, only says how it is written, what an
 * empty cell means, or that the time is the centre's: 24h, yyyy-mm-dd hh:mm, empty: still held,
 * local. */
bool cx_unit_is_writing(const char *folded);
/* unit_end.c: what a text says of an end: "last" where that is the last day (inclusive, 含当日,
 * last day), "" where it is the day after (exclusive, 不含, 次日); NULL: nothing that is
 * understood. */
const char *cx_unit_end(const char *s, size_t n);
/* The same of the last words of a name in NFKC, *n bytes of it: end_inclusive, 结束日期含当日. *n
 * becomes what stands before them. */
const char *cx_unit_end_behind(const char *s, size_t *n);
enum cx_salary_of { CX_SALARY_UNSAID, CX_SALARY_OF_MONTH, CX_SALARY_OF_OTHER };
/* unit_period.c: the time that a salary is for, as a folded word says it: monthly, p.a., 每小时. */
enum cx_salary_of cx_unit_period(const char *folded);
/* The words of another time than a month that a name, folded as words are, has somewhere: 年薪 of
 * 税前年薪, p.a; NULL: none. */
const char *cx_unit_period_within(const char *folded);
/* What a name says itself, of a column that it is one of the names of: Rate %, percent, $ amount.
 */
void cx_unit_sign(struct cx_alias_header *out, const struct cx_kind *kind,
                  struct cx_unit_text name);
/* The same of any header, whose brackets and words may stand anywhere: duration_min, 美元金额. */
void cx_unit_find(struct cx_alias_header *out, const struct cx_kind *kind, const char *s, size_t n);

#endif
