#include "assign/windows.h"

struct windows windows_of(const struct book *book, int most)
{
    struct windows windows = {.days = book->plan->settings.pay_days};
    int64_t first = CX_DATE_NONE;
    for (size_t i = 0; i < book->payments.count; i++) {
        int64_t day = ((const struct payment *)book->payments.items)[i].day;
        first = day < first ? day : first;
    }
    if (windows.days <= 0)
        windows.days = 1;
    for (int k = 1; k <= most && k <= WINDOWS_MAX; k++) {
        cx_date start = book->today - k * windows.days;
        if (start < first - 1)
            break;
        windows.starts[windows.count++] = start;
    }
    return windows;
}

bool windows_has(const struct book *book, size_t i, cx_date start)
{
    return book->entries[i].placed_on <= start && book_stage(book, i, start) >= 0 &&
           book_balance(book, i, start) > 0;
}
