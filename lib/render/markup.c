#include "render/markup.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hidden.h"
#include "base/lang.h"
#include "render/renderer.h"

void cx_page_text(struct cx_buf *page, const char *s)
{
    struct cx_buf valid = {0}, seen = {0};

    put_valid(&valid, s);
    cx_hidden_drop(&seen, cx_buf_str(&valid), "\n\t");
    for (const char *c = cx_buf_str(&seen); *c; c++) {
        switch (*c) {
        case '&': cx_buf_puts(page, "&amp;"); break;
        case '<': cx_buf_puts(page, "&lt;"); break;
        case '>': cx_buf_puts(page, "&gt;"); break;
        case '"': cx_buf_puts(page, "&quot;"); break;
        case '\'': cx_buf_puts(page, "&#39;"); break;
        default: cx_buf_putc(page, *c);
        }
    }
    cx_buf_fini(&valid);
    cx_buf_fini(&seen);
}

/* Thousands in groups of three. */
static void put_grouped(struct cx_buf *page, double value, int decimals)
{
    char digits[400];
    int n = snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
    int whole = decimals ? n - decimals - 1 : n;
    if (value < 0 && strspn(digits, "0.") < (size_t)n)
        cx_buf_puts(page, "\xE2\x88\x92");
    for (int i = 0; i < n; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            cx_buf_putc(page, ',');
        cx_buf_putc(page, digits[i]);
    }
}

/* Chinese counts in ten thousands and hundred millions: 84.48 万, 1.20 亿. */
static bool put_in_wan(struct cx_buf *page, double value)
{
    bool is_yi = fabs(value) >= 1e8;
    if (strcmp(cx_lang_tag(), "zh-CN") != 0 || fabs(value) < 1e4)
        return false;
    put_grouped(page, value / (is_yi ? 1e8 : 1e4), 2);
    cx_buf_puts(page, is_yi ? "\xC2\xA0亿" : "\xC2\xA0万");
    return true;
}

void cx_page_figure(struct cx_buf *page, double value, bool is_share)
{
    double size = fabs(is_share ? value * 100 : value);
    if (is_share) {
        put_grouped(page, value * 100, size < 10 ? 2 : 1);
        cx_buf_puts(page, "\xC2\xA0%"); /* a blank where no line ends */
    } else if (!put_in_wan(page, value)) {
        put_grouped(page, value, size >= 1000 || size == floor(size) ? 0 : size < 1 ? 3 : 1);
    }
}
