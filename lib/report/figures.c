/* Figures of scores, as the cells and the choices of reports. */
#include <string.h>

#include "base/decimal.h"
#include "render/markup.h"
#include "report/reports.h"

void report_figure(struct cx_buf *page, int64_t value, const struct cx_quantity *of, int decimals)
{
    if (value == CX_NO_VALUE)
        cx_buf_puts(page, "\xE2\x80\x93");
    else
        cx_page_figure(page, cx_dec_to_real(value, decimals), of->unit == CX_UNIT_RATIO);
}

struct cx_cell report_cell(int64_t value, int decimals)
{
    struct cx_cell out = value == CX_NO_VALUE ? CX_NULL_CELL : cx_cell_n(value);
    out.decimals = decimals;
    return out;
}

enum cx_cell_type report_type(const struct cx_quantity *quantity)
{
    return quantity->unit == CX_UNIT_RATIO ? CX_CELL_SHARE
           : quantity->decimals == 2       ? CX_CELL_MONEY
                                           : CX_CELL_NUMBER;
}

struct cx_cell report_percent(int64_t value, int decimals)
{
    struct cx_cell out = report_cell(value, decimals);
    out.is_share = true;
    return out;
}

struct cx_cell report_millionths(int64_t value, const struct cx_quantity *quantity)
{
    int64_t out;
    if (value == CX_NO_VALUE || !cx_dec_divide(&out, value, cx_dec_pow10(6 - quantity->decimals)))
        return CX_NULL_CELL;
    return report_value(out, quantity);
}

struct cx_cell report_value(int64_t value, const struct cx_quantity *quantity)
{
    struct cx_cell out = report_cell(value, quantity->decimals);
    out.is_share = quantity->unit == CX_UNIT_RATIO;
    return out;
}

int64_t report_share(int64_t a, int a_decimals, int64_t b, int b_decimals, int decimals)
{
    int64_t out;
    int shift = decimals + b_decimals - a_decimals;
    __int128 up = a, down = b;
    if (a == CX_NO_VALUE || b == CX_NO_VALUE)
        return CX_NO_VALUE;
    if (shift >= 0)
        up *= cx_dec_pow10(shift);
    else
        down *= cx_dec_pow10(-shift);
    return cx_dec_divide(&out, up, down) ? out : CX_NO_VALUE;
}

const struct cx_post_score *report_main_post(const struct cx_scores *scores, int person)
{
    const struct cx_person *of = &scores->org->people[person];
    const struct cx_post_score *main = NULL, *end = scores->posts + scores->post_count;
    size_t low = 0, high = scores->post_count;
    while (low < high) { /* posts are in the organisation's order */
        size_t middle = low + (high - low) / 2;
        if (scores->posts[middle].post < of->first_post)
            low = middle + 1;
        else
            high = middle;
    }
    for (const struct cx_post_score *post = scores->posts + low;
         post < end && post->post < of->first_post + of->post_count; post++) {
        if (!main || post->days > main->days)
            main = post;
    }
    return main;
}

int report_by(int *quantity, const struct cx_plan *plan, const struct cx_report_options *options,
              int fallback, struct cx_err *err)
{
    *quantity = fallback;
    if (!options->by)
        return 0;
    return cx_plan_find_quantity(quantity, plan, options->by, strlen(options->by), err);
}
