#include "render/cell.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"

bool cx_column_is_number(const struct cx_column *column)
{
    return column->type == CX_CELL_NUMBER || column->type == CX_CELL_SHARE ||
           column->type == CX_CELL_MONEY;
}

bool cx_column_is_words(const struct cx_column *column)
{
    return column->type == CX_CELL_TEXT || column->type == CX_CELL_FIGURE;
}

bool cx_column_is_right(const struct cx_column *column)
{
    return cx_column_is_number(column) || column->type == CX_CELL_FIGURE;
}

int cx_cell_decimals(const struct cx_column *column, const struct cx_cell *cell)
{
    if (cell->decimals >= 0)
        return cell->decimals;
    return column->type == CX_CELL_MONEY ? 2 : column->decimals;
}

bool cx_cell_empty(const struct cx_column *column, const struct cx_cell *cell)
{
    if (cell->null)
        return true;
    if (cx_column_is_words(column))
        return cell->text == NULL;
    return column->type == CX_CELL_DATE && cell->n == CX_DATE_NONE;
}

const char *cx_cell_plain(char buf[CX_CELL_PLAIN], const struct cx_column *column,
                          const struct cx_cell *cell)
{
    if (cx_cell_empty(column, cell))
        return "";
    switch (column->type) {
    case CX_CELL_TEXT:
    case CX_CELL_FIGURE: return cell->text;
    case CX_CELL_DATE: return cx_date_format(buf, (cx_date)cell->n);
    case CX_CELL_TIME: return cx_time_format(buf, cell->n);
    case CX_CELL_NUMBER:
    case CX_CELL_SHARE:
    case CX_CELL_MONEY: break;
    }
    return cx_dec_format(buf, cell->n, cx_cell_decimals(column, cell));
}

bool cx_cell_is_share(const struct cx_column *column, const struct cx_cell *cell)
{
    return column->type == CX_CELL_SHARE || (column->type == CX_CELL_NUMBER && cell->is_share);
}

/* Writes a number with its thousands apart; returns where it ends. */
static char *put_grouped(char *out, const char *plain)
{
    if (*plain == '-')
        *out++ = *plain++;
    for (size_t left = strcspn(plain, "."); left > 0; left--) {
        *out++ = *plain++;
        if (left > 1 && left % 3 == 1)
            *out++ = ',';
    }
    return stpcpy(out, plain);
}

const char *cx_cell_read(char buf[CX_CELL_PLAIN], const struct cx_column *column,
                         const struct cx_cell *cell, bool is_grouped)
{
    char plain[CX_CELL_PLAIN];
    int decimals = cx_cell_decimals(column, cell);
    bool is_share = cx_cell_is_share(column, cell) && decimals >= 2;
    if (cx_cell_empty(column, cell) || !cx_column_is_number(column) || (!is_share && !is_grouped))
        return cx_cell_plain(buf, column, cell);
    if (!is_share) {
        put_grouped(buf, cx_cell_plain(plain, column, cell));
        return buf;
    }
    cx_dec_format(buf, cell->n, decimals - 2);
    strcat(buf, "\u00A0%");
    return buf;
}

/* Decimals of a figure that people read: all of money, whole numbers and scores, which are paid on
 * as they are shown; else as many as tell. */
static int shown_decimals(const struct cx_column *column, int64_t n, int decimals)
{
    if (column->type == CX_CELL_MONEY || decimals <= 4)
        return decimals;
    return n != 0 && (n < 0 ? -n : n) < cx_dec_pow10(decimals) ? 4 : 2;
}

const char *cx_cell_shown(char buf[CX_CELL_PLAIN], const struct cx_column *column,
                          const struct cx_cell *cell)
{
    char plain[CX_CELL_PLAIN];
    int decimals = cx_cell_decimals(column, cell), kept;
    int64_t n = cell->n;
    bool is_share = cx_cell_is_share(column, cell);
    if (cx_cell_empty(column, cell) || !cx_column_is_number(column) || n == INT64_MIN)
        return cx_cell_plain(buf, column, cell);
    if (is_share && decimals >= 2)
        decimals -= 2; /* in percents */
    kept = is_share ? 1 : shown_decimals(column, n, decimals);
    if (kept < decimals && cx_dec_divide(&n, n, cx_dec_pow10(decimals - kept)))
        decimals = kept;
    cx_dec_format(plain, n, decimals);
    char *end = put_grouped(buf, plain);
    if (is_share)
        strcpy(end, "\u00A0%");
    return buf;
}
