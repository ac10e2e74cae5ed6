/* Everybody's statement as a page of its own, with an index. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "pay/page.h"
#include "render/markup.h"
#include "render/webpage.h"
#include "statement/parts.h"
#include "statement/statement.h"

struct folder {
    struct ground *ground;
    const struct cx_bonus *bonus;
    const char *path, *proviso;
    bool has_left;  /* as base/outfile.h says */
    bool *is_alike; /* as find_alike says */
    struct cx_err *err;
};

static void put_name(struct cx_buf *out, const struct folder *folder, int person)
{
    put_pagename(out, folder->bonus->scores->org->people[person].key, folder->is_alike[person]);
}

/* A page, or the index of all of them, which is written when they are on the disk. */
static int write_file(const struct folder *folder, const char *name, const struct cx_buf *text,
                      bool is_page)
{
    struct cx_outfile file = {0};
    struct cx_buf path = {0};
    cx_buf_printf(&path, "%s/%s", folder->path, name);
    int rc = is_page
                 ? cx_outfile_open_of_many(&file, cx_buf_str(&path), folder->has_left, folder->err)
                 : cx_outfile_open(&file, cx_buf_str(&path), folder->err);
    if (rc == 0)
        fwrite(cx_buf_str(text), 1, text->len, file.stream); /* the commit sees a failure */
    if (rc == 0)
        rc = cx_outfile_commit(&file, folder->err);
    cx_outfile_fini(&file);
    cx_buf_fini(&path);
    return rc;
}

static int write_person(const struct folder *folder, int person)
{
    struct cx_buf text = {0}, name = {0};
    put_name(&name, folder, person);
    int rc = explain_person(&text, folder->ground, person, folder->proviso, PAGE_HTML);
    if (rc == 0)
        rc = write_file(folder, cx_buf_str(&name), &text, true);
    cx_buf_fini(&text);
    cx_buf_fini(&name);
    return rc;
}

/* A person's rows stand together, but for one without a post, which is behind all others. */
static int64_t total_of(const struct cx_bonus *bonus, int person)
{
    int64_t total = 0; /* a part of a sheet whose sums fit */
    for (size_t i = 0; i < bonus->row_count; i++)
        total += bonus->rows[i].person == person ? bonus->rows[i].total : 0;
    return total;
}

static void put_cell(struct cx_buf *page, const char *text)
{
    cx_buf_puts(page, "<td>");
    cx_page_text(page, text);
    cx_buf_puts(page, "</td>");
}

static void put_person(struct cx_buf *page, const struct folder *folder,
                       const struct cx_bonus_row *row)
{
    const struct cx_bonus *bonus = folder->bonus;
    const struct cx_org *org = bonus->scores->org;
    const struct cx_person *person = &org->people[row->person];
    const struct cx_team *team =
        row->post < 0 ? NULL : &org->teams[org->posts[bonus->scores->posts[row->post].post].team];
    struct page figures = {.form = PAGE_HTML};
    struct cx_buf name = {0};
    put_name(&name, folder, row->person);
    cx_buf_puts(page, "<tr><td><a href=\"");
    cx_page_text(page, cx_buf_str(&name));
    cx_buf_puts(page, "\">");
    cx_page_text(page, person->key);
    cx_buf_puts(page, "</a></td>");
    put_cell(page, person->name);
    put_cell(page, team ? cx_team_title(team) : "");
    cx_buf_printf(page, "<td class=\"n\">%s</td></tr>\n",
                  page_money(&figures, total_of(bonus, row->person)));
    cx_buf_fini(&name);
    page_fini(&figures);
}

static int write_index(const struct folder *folder, const bool *is_first)
{
    static const char *const heads[] = {N_("Employee"), N_("Name"), N_("Team")};
    const struct cx_bonus *bonus = folder->bonus;
    struct cx_buf page = {0}, title = {0};
    struct page figures = {.form = PAGE_HTML};
    int64_t sum = 0;
    cx_buf_show(&title, "Statements for %s%s", bonus->scores->period.name,
                folder->proviso ? folder->proviso : "");
    cx_page_open(&page, cx_buf_str(&title));
    cx_buf_puts(&page, "<div class=\"scroll\"><table>\n<thead>\n<tr>");
    for (size_t i = 0; i < 3; i++)
        cx_buf_printf(&page, "<th scope=\"col\">%s</th>", cx_shown(heads[i]));
    cx_buf_printf(&page, "<th scope=\"col\" class=\"n\">%s</th></tr>\n</thead>\n<tbody>\n",
                  cx_shown("Total"));
    for (size_t i = 0; i < bonus->row_count; i++) {
        sum += bonus->rows[i].total;
        if (is_first[i])
            put_person(&page, folder, &bonus->rows[i]);
    }
    cx_buf_printf(&page,
                  "</tbody>\n<tfoot>\n<tr><td colspan=\"3\">%s</td><td class=\"n\">%s</td></tr>\n"
                  "</tfoot>\n</table></div>\n",
                  cx_shown("Total"), page_money(&figures, sum));
    cx_page_close(&page);
    int rc = cx_outfile_sync_all(folder->path, folder->err);
    if (rc == 0)
        rc = write_file(folder, "index.html", &page, false);
    cx_buf_fini(&page);
    cx_buf_fini(&title);
    page_fini(&figures);
    return rc;
}

/* Everybody's page; *count grows. is_first: by row, whether it is the person's first. */
static int write_people(size_t *count, const struct folder *folder, bool *is_first)
{
    const struct cx_bonus *bonus = folder->bonus;
    bool *is_told = cx_alloc((size_t)bonus->scores->org->person_count + 1);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < bonus->row_count; i++) {
        int person = bonus->rows[i].person;
        is_first[i] = !is_told[person];
        if (!is_first[i])
            continue;
        is_told[person] = true;
        rc = write_person(folder, person);
        ++*count;
    }
    free(is_told);
    return rc;
}

int cx_statements_write(size_t *count, struct cx_bonus *bonus, struct cx_db *db, const char *path,
                        const char *proviso, struct cx_err *err)
{
    struct ground ground = {0};
    struct folder folder = {&ground, bonus, path, proviso, false, find_alike(bonus->scores->org),
                            err};
    bool *is_first = cx_alloc(bonus->row_count + 1);
    int rc = 0;
    *count = 0;
    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        rc = cx_err_set(err, CX_EWORLD, "%s: the folder can't be made: %s", path,
                        cx_err_cause(errno));
    folder.has_left = cx_outfile_has_left(path);
    if (rc == 0)
        rc = ground_open(&ground, bonus, db, true, err);
    if (rc == 0)
        rc = write_people(count, &folder, is_first);
    if (rc == 0)
        rc = write_index(&folder, is_first);
    ground_close(&ground);
    free(folder.is_alike);
    free(is_first);
    return rc;
}
