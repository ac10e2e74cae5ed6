#include "pay/page.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "render/markup.h"
#include "render/webpage.h"
#include "text/utf8.h"

void page_fini(struct page *page)
{
    cx_buf_fini(&page->text);
    for (size_t i = 0; i < sizeof page->texts / sizeof *page->texts; i++)
        cx_buf_fini(&page->texts[i]);
}

static struct cx_buf *next_text(struct page *page)
{
    struct cx_buf *out = &page->texts[page->next];
    page->next = (page->next + 1) % (int)(sizeof page->texts / sizeof *page->texts);
    cx_buf_clear(out);
    return out;
}

void page_title(struct page *page, const char *title)
{
    if (page->form == PAGE_HTML)
        cx_page_open(&page->text, title);
    else
        page_heading(page, 1, "%s", page_text(page, title));
}

void page_end(struct page *page)
{
    page_end_list(page);
    if (page->form == PAGE_HTML)
        cx_page_close(&page->text);
}

void page_end_list(struct page *page)
{
    if (page->form != PAGE_HTML && page->lists > 0)
        cx_buf_putc(&page->text, '\n');
    for (; page->form == PAGE_HTML && page->lists > 0; page->lists--)
        cx_buf_puts(&page->text, "</li></ul>\n");
    page->lists = 0;
}

/* Underlined as wide as it stands on a terminal. */
static void put_plain_heading(struct page *page, int level, const struct cx_buf *line)
{
    cx_buf_printf(&page->text, "%s\n", cx_buf_str(line));
    for (int width = level > 2 ? 0 : cx_utf8_width(cx_buf_str(line), line->len); width > 0; width--)
        cx_buf_putc(&page->text, level == 1 ? '=' : '-');
    cx_buf_puts(&page->text, level > 2 ? "" : "\n\n");
}

void page_heading(struct page *page, int level, const char *format, ...)
{
    struct cx_buf line = {0};
    va_list args;
    va_start(args, format);
    cx_buf_vprintf(&line, cx_shown(format), args);
    va_end(args);
    page_end_list(page);
    if (page->form == PAGE_HTML)
        cx_buf_printf(&page->text, "<h%d>%s</h%d>\n", level, cx_buf_str(&line), level);
    else if (page->form == PAGE_MD)
        cx_buf_printf(&page->text, "%.*s %s\n\n", level, "######", cx_buf_str(&line));
    else
        put_plain_heading(page, level, &line);
    cx_buf_fini(&line);
}

void page_say(struct page *page, const char *format, ...)
{
    bool is_html = page->form == PAGE_HTML;
    va_list args;
    page_end_list(page);
    cx_buf_puts(&page->text, is_html ? "<p>" : "");
    va_start(args, format);
    cx_buf_vprintf(&page->text, cx_shown(format), args);
    va_end(args);
    cx_buf_puts(&page->text, is_html ? "</p>\n" : "\n\n");
}

/* Opens the item that is `depth` deep, and closes those before it that are as deep or deeper. */
static void begin_item(struct page *page, int depth)
{
    if (page->form != PAGE_HTML) {
        cx_buf_printf(&page->text, "%*s- ", 2 * depth, "");
        page->lists = depth + 1;
        return;
    }
    for (; page->lists > depth + 1; page->lists--)
        cx_buf_puts(&page->text, "</li></ul>\n");
    cx_buf_puts(&page->text, page->lists > depth ? "</li>\n<li>" : "<ul>\n<li>");
    page->lists = depth + 1;
}

void page_item(struct page *page, int depth, const char *format, ...)
{
    va_list args;
    begin_item(page, depth > page->lists ? page->lists : depth);
    va_start(args, format);
    cx_buf_vprintf(&page->text, cx_shown(format), args);
    va_end(args);
    if (page->form != PAGE_HTML)
        cx_buf_putc(&page->text, '\n');
}

struct cx_table *page_table(struct page *page)
{
    page_end_list(page);
    if (page->form == PAGE_HTML)
        return cx_table_new(NULL);
    struct cx_table *table =
        cx_table_into(&page->text, page->form == PAGE_MD ? CX_FORMAT_MD : CX_FORMAT_TABLE);
    table->is_grouped = true; /* as all amounts of the page */
    return table;
}

int page_table_end(struct page *page, struct cx_table *table, int rc, struct cx_err *err)
{
    if (rc == 0 && page->form == PAGE_HTML)
        cx_page_table(&page->text, table);
    else if (rc == 0)
        rc = cx_table_end(table, err);
    cx_table_free(table);
    cx_buf_putc(&page->text, '\n');
    return rc;
}

/* A _ within a word means nothing to Markdown. */
static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_mark(const char *s, const char *start)
{
    bool is_inner = *s == '_' && s > start && is_word_byte(s[-1]) && is_word_byte(s[1]);
    return strchr("\\`*_[]<>|#~", *s) && !is_inner;
}

const char *page_text(struct page *page, const char *s)
{
    struct cx_buf *out = next_text(page);
    if (page->form == PAGE_HTML) {
        cx_page_text(out, s);
        return cx_buf_str(out);
    }
    for (const char *start = s; *s; s++) {
        bool is_blank = (unsigned char)*s < ' ';
        if (page->form == PAGE_MD && !is_blank && is_mark(s, start))
            cx_buf_putc(out, '\\');
        cx_buf_putc(out, is_blank ? ' ' : *s);
    }
    return cx_buf_str(out);
}

const char *page_words(struct page *page, const char *format, ...)
{
    struct cx_buf *out = next_text(page);
    va_list args;
    va_start(args, format);
    cx_buf_vprintf(out, cx_shown(format), args);
    va_end(args);
    return cx_buf_str(out);
}

const char *page_code(struct page *page, const char *expression)
{
    if (page->form != PAGE_MD || strchr(expression, '`'))
        return page_text(page, expression);
    struct cx_buf *out = next_text(page);
    cx_buf_putc(out, '`');
    for (const char *s = expression; *s; s++)
        cx_buf_putc(out, (unsigned char)*s < ' ' ? ' ' : *s);
    cx_buf_putc(out, '`');
    return cx_buf_str(out);
}

const char *page_strong(struct page *page, const char *text)
{
    struct cx_buf *out = next_text(page);
    cx_buf_printf(out,
                  page->form == PAGE_MD     ? "**%s**"
                  : page->form == PAGE_HTML ? "<strong>%s</strong>"
                                            : "%s",
                  text);
    return cx_buf_str(out);
}

const char *page_number(struct page *page, int64_t value, int decimals, int keep)
{
    struct cx_buf *out = next_text(page);
    char text[CX_DEC_TEXT];
    for (; decimals > keep && value % 10 == 0; decimals--)
        value /= 10;
    cx_dec_format(text, value, decimals);
    const char *s = text;
    if (*s == '-')
        cx_buf_putc(out, *s++);
    for (size_t left = strcspn(s, "."); left > 0; left--) {
        cx_buf_putc(out, *s++);
        if (left > 1 && left % 3 == 1)
            cx_buf_putc(out, ',');
    }
    cx_buf_puts(out, s);
    return cx_buf_str(out);
}

const char *page_money(struct page *page, int64_t cents)
{
    return page_number(page, cents, 2, 2);
}

const char *page_taken(struct page *page, int64_t cents)
{
    const char *amount = page_money(page, cents);
    struct cx_buf *out = cents < 0 ? next_text(page) : NULL;
    if (!out)
        return amount;
    cx_buf_printf(out, "(%s)", amount);
    return cx_buf_str(out);
}

const char *page_percent(struct page *page, int64_t ratio, int decimals)
{
    struct cx_buf *out = next_text(page);
    cx_buf_printf(out, "%s %%", page_number(page, ratio, decimals - 2, 0));
    return cx_buf_str(out);
}

const char *page_quantity(struct page *page, int64_t value, int decimals, enum cx_unit unit)
{
    static const char *const words[] = {[CX_UNIT_SECONDS] = N_("%s seconds"),
                                        [CX_UNIT_HOURS] = N_("%s hours"),
                                        [CX_UNIT_DAYS] = N_("%s days")};
    if (value == INT64_MIN)
        return cx_shown("no value");
    if (unit == CX_UNIT_RATIO)
        return page_percent(page, value, decimals);
    if (unit == CX_UNIT_MONEY)
        return page_number(page, value, decimals, 2);
    const char *word = (size_t)unit < sizeof words / sizeof *words ? words[unit] : NULL;
    struct cx_buf *out = next_text(page);
    cx_buf_show(out, word ? word : "%s", page_number(page, value, decimals, 0));
    return cx_buf_str(out);
}

const char *page_gap(struct page *page, int64_t value, int decimals, enum cx_unit unit)
{
    struct cx_buf *out = next_text(page);
    if (unit != CX_UNIT_RATIO)
        return page_quantity(page, value, decimals, unit);
    cx_buf_show(out, "%s percentage points", page_number(page, value, decimals - 2, 0));
    return cx_buf_str(out);
}
