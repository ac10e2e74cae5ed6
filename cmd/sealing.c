/* cx-bonus on seals. */
#include "sealing.h"

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "seal/anchor.h"
#include "sheet/close.h"
#include "sheet/sheet.h"

static void say_seal(struct cli *cli, const struct cx_seal *seal, bool is_close)
{
    const char *dry_run = cli->dry_run ? _("dry run: ") : "";
    char total[CX_DEC_TEXT];
    if (is_close)
        cli_note(cli, "%s%s is sealed, with %s in all", dry_run, seal->period,
                 cx_dec_format(total, seal->total, 2));
    else
        cli_note(cli, "%s%s is open again", dry_run, seal->period);
}

/* --anchor: the file is opened, and the key tried, before a month is sealed. */
static int open_anchor(struct cx_outfile *file, const struct sealing *sealing, struct cli *cli)
{
    int rc = sealing->key ? cx_anchor_try_key(sealing->key, &cli->err) : 0;
    return rc < 0 || !sealing->anchor ? rc : cx_outfile_open(file, sealing->anchor, &cli->err);
}

static int write_anchor(struct cx_outfile *file, const struct sealing *sealing, struct cx_db *db,
                        struct cli *cli)
{
    struct cx_buf text = {0};
    if (!file->stream || cli->dry_run)
        return 0;
    int rc = cx_anchor_write(&text, db, sealing->key, &cli->err);
    if (rc == 0) {
        fputs(cx_buf_str(&text), file->stream);
        rc = cx_outfile_commit(file, &cli->err);
    }
    cx_buf_fini(&text);
    return rc;
}

/* What should have been settled first: it is told once the month is sealed. */
struct open_items {
    struct open_item {
        char *check, *note;
    } * list;
    size_t count, cap;
};

static void hear_open(void *context, const char *check, const char *note)
{
    struct open_items *open = context;
    CX_GROW(open->list, open->count, open->cap);
    open->list[open->count++] = (struct open_item){cx_strdup(check), cx_strdup(note ? note : "")};
}

static void say_open(struct cli *cli, const struct cx_seal *seal, const struct open_items *open)
{
    for (size_t i = 0; i < open->count; i++)
        cli_note(cli, "%s has %s open: %s", seal->period, open->list[i].check, open->list[i].note);
}

static void open_fini(struct open_items *open)
{
    for (size_t i = 0; i < open->count; i++) {
        free(open->list[i].check);
        free(open->list[i].note);
    }
    free(open->list);
}

/* --close and --reopen: the entry that they made. */
static int write_seal(const struct sealing *sealing, struct cli *cli)
{
    struct open_items open = {0};
    struct cx_seal_options with = {cli->now, cli->dry_run, cli->arguments, hear_open, &open};
    struct cx_period period;
    struct cx_db *db = NULL;
    struct cx_seal seal = {0};
    struct cli_output out = {0};
    struct cx_outfile anchor = {0};
    int rc = cli_named_period(cli, &period);
    /* The output is opened first: a bad name or format must not be found when all is committed. */
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Seal");
    if (rc == 0)
        rc = open_anchor(&anchor, sealing, cli);
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    if (rc == 0)
        rc = cli_raise_wall(cli, db);
    if (rc == 0)
        rc = sealing->is_close
                 ? cx_bonus_close(&seal, db, &period, &with, &cli->err)
                 : cx_bonus_reopen(&seal, db, &period, sealing->reopen, &with, &cli->err);
    if (rc == 0)
        cli_done(cli,
                 sealing->is_close ? "%s is sealed all the same" : "%s is open again all the same",
                 seal.period);
    if (rc == 0)
        rc = write_anchor(&anchor, sealing, db, cli);
    if (rc == 0)
        rc = cx_seals_table(out.table, &seal, 1, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    cli_done_all_the_same(cli, rc);
    if (rc == 0)
        say_open(cli, &seal, &open);
    if (rc == 0)
        say_seal(cli, &seal, sealing->is_close);
    open_fini(&open);
    cx_seal_fini(&seal);
    cx_outfile_fini(&anchor);
    cx_db_close(db);
    return rc;
}

/* A note has the language of messages, also where the register is for machines. */
static void say_carried(struct cli *cli, const struct cx_seal *seal, const char *dry_run,
                        const char *total)
{
    bool was_plain = cx_lang_set_output_plain(false);
    struct cx_buf carried = {0};
    cx_seal_reason(&carried, seal);
    cli_note(cli, "%s%s is marked as paid out, with %s in all; %s", dry_run, seal->period, total,
             cx_buf_str(&carried));
    cx_buf_fini(&carried);
    cx_lang_set_output_plain(was_plain);
}

static void say_paid(struct cli *cli, const struct cx_seal *seal, bool is_first)
{
    const char *dry_run = cli->dry_run ? _("dry run: ") : "";
    char total[CX_DEC_TEXT], at[CX_DATE_TEXT];
    cx_dec_format(total, seal->total, 2);
    if (seal->seq == 0)
        cli_note(cli, "dry run: %s is not sealed yet, and may change", seal->period);
    else if (!is_first)
        cli_note(cli, "%s was marked as paid out before, on %s: the register is the same",
                 seal->period, cx_time_format(at, seal->at));
    else if (!*seal->reason)
        cli_note(cli, "%s%s is marked as paid out, with %s in all", dry_run, seal->period, total);
    else
        say_carried(cli, seal, dry_run, total);
}

static int write_register(struct cli *cli)
{
    struct cx_seal_options with = {cli->now, cli->dry_run, cli->arguments, NULL, NULL};
    struct cx_period period;
    struct cx_db *db = NULL;
    struct cx_seal seal = {0};
    struct cli_output out = {0};
    bool is_first = false;
    int rc = cli_named_period(cli, &period);
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Pay");
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_WRITE);
    if (rc == 0)
        rc = cx_bonus_pay(&seal, &is_first, db, &period, &with, &cli->err);
    if (rc == 0)
        cli_done(cli, "%s is marked as paid out all the same", seal.period);
    if (rc == 0)
        rc = cx_db_begin_read(db, &cli->err); /* an open month's sums are kept, and told as such */
    if (rc == 0)
        rc = cx_sheet_table(out.table, db, &period, CX_BONUS_PAY, &cli->err);
    if (rc == 0)
        cx_db_end(db);
    rc = cli_output_close(cli, &out, rc);
    cli_done_all_the_same(cli, rc);
    if (rc == 0)
        say_paid(cli, &seal, is_first);
    cx_seal_fini(&seal);
    cx_db_close(db);
    return rc;
}

/* Each --verify=ANCHOR. */
static int check_anchors(const struct sealing *sealing, struct cli *cli, struct cx_db *db)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < cli->given_count; i++) {
        const struct cli_given *given = &cli->given[i];
        if (strcmp(given->option->name, SEALING_VERIFY) == 0 && given->value)
            rc = cx_anchor_check(db, given->value, sealing->signer, &cli->err);
    }
    return rc;
}

static int write_chain(const struct sealing *sealing, struct cli *cli)
{
    struct cx_db *db = NULL;
    struct cx_seal *seals = NULL;
    struct cli_output out = {0};
    size_t count = 0;
    int rc = cli_open(cli, &db, CX_DB_VERIFY);
    if (rc == 0)
        rc = cx_db_begin_read(db, &cli->err);
    if (rc == 0)
        rc = cx_bonus_verify(&seals, &count, db, &cli->err);
    if (rc == 0)
        rc = check_anchors(sealing, cli, db);
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Seals");
    if (rc == 0)
        rc = cx_seals_table(out.table, seals, count, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    if (rc == 0)
        cli_note(cli, *sealing->verify ? "all is as cx wrote it, and as the anchors say"
                                       : "seals and audit log are as they were written");
    for (size_t i = 0; i < count; i++)
        cx_seal_fini(&seals[i]);
    free(seals);
    cx_db_close(db);
    return rc;
}

static int write_recomputed(struct cli *cli)
{
    struct cx_period period;
    struct cx_db *db = NULL;
    struct cli_output out = {0};
    int rc = cli_named_period(cli, &period);
    if (rc == 0)
        rc = cli_open(cli, &db, CX_DB_READ);
    if (rc == 0)
        rc = cx_db_begin_read(db, &cli->err);
    if (rc == 0)
        rc = cli_table_open(cli, &out, "Sealed and recomputed");
    if (rc == 0)
        rc = cx_bonus_recompute(out.table, db, &period, &cli->err);
    rc = cli_output_close(cli, &out, rc);
    cx_db_close(db);
    return rc;
}

int sealing_count(const struct sealing *sealing)
{
    return sealing->is_close + sealing->is_pay + sealing->is_recompute + (sealing->verify != NULL) +
           (sealing->reopen != NULL);
}

int sealing_run(const struct sealing *sealing, struct cli *cli)
{
    if (sealing->is_pay)
        return write_register(cli);
    if (sealing->is_recompute)
        return write_recomputed(cli);
    return sealing->verify ? write_chain(sealing, cli) : write_seal(sealing, cli);
}
