/* Currencies: their codes and names in headers, and what the columns of currencies beside those of
 * amounts say. */
#ifndef CX_KIND_CURRENCY_H
#define CX_KIND_CURRENCY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "kind/unit.h"

/* The code of a currency's name or number, folded: USD of 美元, us and 840. NULL: it is none. */
const char *cx_currency_code(const char *folded);
/* What a word of a header says of a currency, as of EUR, dollars and 美元: the codes that it may
 * stand for, with blanks between. Not sure: a code that is another word, too, as all and top, is
 * none. NULL: it is no currency. */
const char *cx_currency_of_word(const char *s, size_t n, bool is_sure);
#define CX_CURRENCIES 4
/* The codes of the Chinese names of currencies that a folded text has; how many. */
size_t cx_currency_within(const char *found[CX_CURRENCIES], struct cx_unit_text text);
/* The length of such a name at its end; 0: it has none there. */
size_t cx_currency_behind(struct cx_unit_text text);
/* Whether a sign or such codes may stand for a currency, given by its code. */
bool cx_currency_is(const char *said, const char *currency);
/* Whether two of them may stand for the same. */
bool cx_currency_agree(const char *one, const char *other);
/* Whether it is parted into hundredths that amounts are written in: not JPY and KWD. */
bool cx_currency_has_cents(const char *currency);

/* currency_column.c. */
/* Whether a header is that of a column of currencies: 币种, Currency (ISO), 账户币种,
 * amount.currency. *whose gets what stands before, folded: 账户, amount; nothing: it says none. */
bool cx_currency_is_header(struct cx_buf *whose, const char *s, size_t n);

enum cx_currency_said {
    CX_CURRENCY_UNSAID, /* nothing, or a number or yes or no, which are no currencies */
    CX_CURRENCY_SAME,
    CX_CURRENCY_OTHER,
    CX_CURRENCY_UNKNOWN /* a word, but of which? */
};
/* What a cell of such a column says of a currency, given by its code: USD, 美元, US Dollar, 840,
 * CNY-人民币. */
enum cx_currency_said cx_currency_said(const char *s, size_t n, const char *currency);

#endif
