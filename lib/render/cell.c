#include "render/cell.h"

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
