/* What the cells beside an amount say of it: its currency, or the rest of its figure. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "import/intake.h"
#include "kind/alias.h"

/* Whether the file has amounts that are read. */
static bool has_money(const struct intake *intake)
{
    bool has_it = false;
    for (size_t i = 0; i < intake->kind->count && !intake->keys_only; i++)
        has_it = has_it || (intake->kind->fields[i].type == CX_TYPE_MONEY && intake->present[i]);
    return has_it;
}

int find_currency_column(struct intake *intake, struct cx_err *err)
{
    static const char *const names[] = {"currency", "currencycode", "ccy",      "币种",
                                        "货币",     "币别",         "货币代码", "交易币种"};
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    int found = -1;
    for (size_t i = 0; has_money(intake) && i < header->count && found < 0; i++) {
        struct cx_buf folded = {0};
        cx_alias_fold(&folded, header->fields[i].s, header->fields[i].n);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            if (strcmp(cx_buf_str(&folded), names[k]) == 0 && !column_is_taken(intake, (int)i))
                found = (int)i;
        }
        cx_buf_fini(&folded);
    }
    intake->currency_column = found;
    return found < 0 ? 0 : cx_book_check_name(intake->reader, (size_t)found, err);
}

/* Codes that an amount may have in front are known with their signs; others are compared as they
 * are. */
static bool is_of(const char *said, const char *currency)
{
    char code[4] = "";
    size_t n = strlen(said);
    bool is_code = n == 3;
    for (size_t i = 0; i < 3 && is_code; i++) {
        is_code = isalpha((unsigned char)said[i]) != 0;
        code[i] = (char)toupper((unsigned char)said[i]);
    }
    if (!is_code)
        return cx_money_is_of(said, n, currency);
    bool is_known = !cx_money_is_of(code, n, "XXX");
    return is_known ? cx_money_is_of(code, n, currency) : strcasecmp(code, currency) == 0;
}

/* The amount of a row that its column of currencies says to be in another. */
static bool check_currency(struct intake *intake, const char **reason)
{
    const struct cx_csv_field cell = cx_shape_name(intake->row.fields[intake->currency_column]);
    char said[32];
    if (cell.n == 0 || cell.n >= sizeof said)
        return true;
    memcpy(said, cell.s, cell.n);
    said[cell.n] = '\0';
    if (is_of(said, intake->currency))
        return true;
    cx_buf_clear(&intake->scratch);
    cx_buf_say(&intake->scratch,
               "is in %s, as the column %s says, not in %s, the currency of the settings: convert "
               "it, or have a map leave the row out",
               said, cx_book_header(intake->reader)->fields[intake->currency_column].s,
               intake->currency);
    *reason = cx_buf_str(&intake->scratch);
    return false;
}

/* 1,234.50 without quotes: the text in the next column is the rest of the amount. */
static bool check_parted(struct intake *intake, size_t column, const char **reason)
{
    const struct cx_kind *kind = intake->kind;
    int header = intake->sources[column].header, next = -1;
    if (header < 0 || intake->row.kinds || cx_book_delimiter(intake->reader) != ',' ||
        (size_t)header + 1 >= intake->row.count)
        return true;
    for (size_t i = 0; i < kind->count; i++) {
        bool is_text = kind->fields[i].type == CX_TYPE_TEXT || kind->fields[i].type == CX_TYPE_NAME;
        if (is_text && intake->sources[i].header == header + 1)
            next = header + 1;
    }
    const struct cx_csv_field *cells = &intake->row.fields[header];
    if (next < 0 || !memchr(cells[1].s, '.', cells[1].n) || !cx_shape_is_parted(cells))
        return true;
    cx_buf_clear(&intake->scratch);
    cx_buf_say(&intake->scratch,
               "may be \"%s,%s\", parted by its comma: put an amount with a comma in quotes, or "
               "write it without",
               cells[0].s, cells[1].s);
    *reason = cx_buf_str(&intake->scratch);
    return false;
}

bool check_beside(struct intake *intake, const struct batch_row *row, int *column,
                  const char **reason)
{
    for (size_t i = 0; i < intake->kind->count && !intake->keys_only; i++) {
        if (intake->kind->fields[i].type != CX_TYPE_MONEY || row->cells[i].null)
            continue;
        *column = (int)i;
        if ((intake->currency && intake->currency_column >= 0 && !check_currency(intake, reason)) ||
            !check_parted(intake, i, reason))
            return false;
    }
    return true;
}
