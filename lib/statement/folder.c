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

/* Somebody who gets a page. */
struct entry {
    int person;
    const char *team; /* the title of their first team; "" */
};

struct folder {
    struct ground *ground;
    const struct cx_bonus *bonus;
    const char *path, *proviso;
    bool has_left;         /* as base/outfile.h says */
    bool *is_alike;        /* as find_alike says */
    struct entry *entries; /* by the sheet's rows, then who is on it only as it was sealed */
    size_t count;
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

static void put_cell(struct cx_buf *page, const char *text)
{
    cx_buf_puts(page, "<td>");
    cx_page_text(page, text);
    cx_buf_puts(page, "</td>");
}

static void put_person(struct cx_buf *page, const struct folder *folder, const struct entry *entry)
{
    const struct cx_person *person = &folder->bonus->scores->org->people[entry->person];
    struct page figures = {.form = PAGE_HTML};
    struct cx_buf name = {0};
    put_name(&name, folder, entry->person);
    cx_buf_puts(page, "<tr><td><a href=\"");
    cx_page_text(page, cx_buf_str(&name));
    cx_buf_puts(page, "\">");
    cx_page_text(page, person->key);
    cx_buf_puts(page, "</a></td>");
    put_cell(page, person->name);
    put_cell(page, entry->team);
    cx_buf_printf(page, "<td class=\"n\">%s</td></tr>\n",
                  page_money(&figures, paid_to(folder->ground, entry->person)));
    cx_buf_fini(&name);
    page_fini(&figures);
}

static int write_index(const struct folder *folder)
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
    for (size_t i = 0; i < folder->count; i++) {
        sum += paid_to(folder->ground, folder->entries[i].person);
        put_person(&page, folder, &folder->entries[i]);
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

static void add_entry(struct folder *folder, bool *is_there, int person, const char *team)
{
    if (is_there[person])
        return;
    is_there[person] = true;
    folder->entries[folder->count++] = (struct entry){person, team};
}

static void find_entries(struct folder *folder)
{
    const struct cx_bonus *bonus = folder->bonus;
    const struct cx_scores *scores = bonus->scores;
    const struct cx_org *org = scores->org;
    const struct sealed_month *sealed = sealed_own(folder->ground);
    bool *is_there = cx_alloc((size_t)org->person_count + 1);
    folder->entries = cx_alloc(((size_t)org->person_count + 1) * sizeof *folder->entries);
    for (size_t i = 0; i < bonus->row_count; i++) {
        int post = bonus->rows[i].post;
        add_entry(folder, is_there, bonus->rows[i].person,
                  post < 0 ? ""
                           : cx_team_title(&org->teams[org->posts[scores->posts[post].post].team]));
    }
    for (size_t i = 0; sealed && i < sealed->lines.count; i++)
        add_entry(folder, is_there, sealed->lines.list[i].person,
                  title_of_team(org, sealed->lines.list[i].team));
    free(is_there);
}

int cx_statements_write(size_t *count, struct cx_bonus *bonus, struct cx_db *db, const char *path,
                        const char *proviso, struct cx_err *err)
{
    struct ground ground = {0};
    struct folder folder = {.ground = &ground,
                            .bonus = bonus,
                            .path = path,
                            .proviso = proviso,
                            .is_alike = find_alike(bonus->scores->org),
                            .err = err};
    int rc = 0;
    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        rc = cx_err_set(err, CX_EWORLD, "%s: the folder can't be made: %s", path,
                        cx_err_cause(errno));
    folder.has_left = cx_outfile_has_left(path);
    if (rc == 0)
        rc = ground_open(&ground, bonus, db, true, err);
    if (rc == 0)
        find_entries(&folder);
    for (size_t i = 0; rc == 0 && i < folder.count; i++)
        rc = write_person(&folder, folder.entries[i].person);
    if (rc == 0)
        rc = write_index(&folder);
    *count = folder.count;
    ground_close(&ground);
    free(folder.is_alike);
    free(folder.entries);
    return rc;
}
