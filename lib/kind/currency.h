/* Columns of currencies, beside those of amounts: what their headers and cells say. */
#ifndef CX_KIND_CURRENCY_H
#define CX_KIND_CURRENCY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

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
