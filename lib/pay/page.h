/* Private to the folders of pay: words and figures for people to read, as plain text, Markdown or a
 * page of HTML. */
#ifndef CX_PAY_PAGE_H
#define CX_PAY_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "kind/words.h"
#include "render/render.h"

enum page_form { PAGE_TEXT, PAGE_MD, PAGE_HTML };

struct page {
    struct cx_buf text; /* what was written */
    enum page_form form;
    int lists;               /* how deep the last item stands; 0: there is no list */
    struct cx_buf texts[16]; /* what the functions below gave, in turn */
    int next;
};

void page_fini(struct page *page);

/* The title, plain words: it comes first, and in HTML opens the page, which page_end closes. */
void page_title(struct page *page, const char *title);
void page_end(struct page *page);

void page_heading(struct page *page, int level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void page_say(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* An item of a list; depth 0 is the outermost. */
void page_item(struct page *page, int depth, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void page_end_list(struct page *page);
/* A table of its own, and an empty line after it: one at a time. page_table_end frees it in any
 * case, and gives rc where that is an error. */
struct cx_table *page_table(struct page *page);
int page_table_end(struct page *page, struct cx_table *table, int rc, struct cx_err *err);

/* Texts to put into these. Each is borrowed, until 16 more were asked for. */
const char *page_text(struct page *page, const char *s); /* words of the data */
const char *page_words(struct page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *page_code(struct page *page, const char *expression);
const char *page_strong(struct page *page, const char *text);
/* Thousands apart; trailing zeros cut down to `keep` decimals. */
const char *page_number(struct page *page, int64_t value, int decimals, int keep);
const char *page_money(struct page *page, int64_t cents); /* -18,556.08 */
const char *page_taken(struct page *page, int64_t cents); /* behind a minus: (-18,556.08) */
const char *page_percent(struct page *page, int64_t ratio, int decimals); /* 0.8964: 89.64 % */
/* By its unit; INT64_MIN: "no value". */
const char *page_quantity(struct page *page, int64_t value, int decimals, enum cx_unit unit);

/* A difference of two such: "3.5 percentage points". */
const char *page_gap(struct page *page, int64_t value, int decimals, enum cx_unit unit);

#endif
