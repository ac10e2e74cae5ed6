#include "imported.h"

#include <string.h>

#include "base/buf.h"
#include "base/lang.h"

/* Names of files of which the same is said, with commas; each once, though it may be of several
 * kinds. */
struct sharing {
    struct cx_buf names;
    size_t count;
    const char *last;
};

static void share(struct sharing *sharing, const char *name)
{
    if (sharing->last && strcmp(sharing->last, name) == 0)
        return;
    cx_buf_printf(&sharing->names, "%s%s", sharing->count++ ? ", " : "", name);
    sharing->last = name;
}

static bool is_other_encoding(const struct cx_import_file *file)
{
    return file->encoding[0] && strcmp(file->encoding, "UTF-8") != 0;
}

/* Each encoding other than UTF-8, with the files that were read by it. */
static void say_encodings(const struct cli *cli, const struct cx_import_done *done)
{
    for (size_t i = 0; i < done->count; i++) {
        const char *encoding = done->files[i].encoding;
        struct sharing sharing = {0};
        bool is_said = !is_other_encoding(&done->files[i]);
        for (size_t k = 0; k < i && !is_said; k++)
            is_said = strcmp(done->files[k].encoding, encoding) == 0;
        for (size_t k = i; k < done->count && !is_said; k++) {
            if (strcmp(done->files[k].encoding, encoding) == 0)
                share(&sharing, done->files[k].name);
        }
        if (sharing.count > 0)
            cli_note(cli, "%s: read as %s", cx_buf_str(&sharing.names), encoding);
        cx_buf_fini(&sharing.names);
    }
}

static void say_given_up(const struct cli *cli, const struct cx_gave_up *of)
{
    if (of->searches > 0)
        cli_note(cli,
                 cx_said_n("%lld search of a transcript was given up, by keyword %s: its pattern "
                           "takes too many steps: make it simpler, then use --rescan",
                           "%lld searches of transcripts were given up, the first by keyword %s: "
                           "its pattern takes too many steps: make it simpler, then use --rescan",
                           (unsigned long long)of->searches),
                 (long long)of->searches, of->keyword);
}

static void say_unsearched(const struct cli *cli, const struct cx_unsearched *of)
{
    if (of->transcripts > 0)
        cli_note(cli,
                 cx_said_n("%lld transcript marks its speakers (the first: \"%s\"), and none is in "
                           "agent_speakers: it was not searched for keywords",
                           "%lld transcripts mark their speakers (the first: \"%s\"), and none is "
                           "in agent_speakers: they were not searched for keywords",
                           (unsigned long long)of->transcripts),
                 (long long)of->transcripts, of->speaker);
}

static void say_checked(const struct cli *cli, const char *mood, const struct cx_rescan *rescan)
{
    unsigned long long contacts = (unsigned long long)rescan->contacts;
    cli_note(cli,
             rescan->violations == 1
                 ? cx_said_n("%s%lld contact checked again: %lld violation, %lld before",
                             "%s%lld contacts checked again: %lld violation, %lld before", contacts)
                 : cx_said_n("%s%lld contact checked again: %lld violations, %lld before",
                             "%s%lld contacts checked again: %lld violations, %lld before",
                             contacts),
             mood, (long long)rescan->contacts, (long long)rescan->violations,
             (long long)rescan->before);
    say_given_up(cli, &rescan->gave_up);
    say_unsearched(cli, &rescan->unsearched);
}

/* Which files change what contacts that were there before are checked by. */
static void say_wanted(const struct cli *cli, const struct cx_import_done *done)
{
    struct sharing sharing = {0};
    for (size_t i = 0; i < done->count; i++) {
        if (done->files[i].wants_rescan)
            share(&sharing, done->files[i].name);
    }
    if (sharing.count > 0)
        cli_note(cli,
                 cx_said_n("%s: use --rescan to apply it to the contacts already imported",
                           "%s: use --rescan to apply them to the contacts already imported",
                           sharing.count),
                 cx_buf_str(&sharing.names));
    cx_buf_fini(&sharing.names);
}

/* What became of contacts that were there before: checked again, or not. */
static void say_rescan(const struct cli *cli, const struct cx_import_done *done,
                       const struct cx_rescan *rescan)
{
    if (rescan)
        say_checked(cli, cli->dry_run && cli->operand_count == 0 ? _("dry run: ") : "", rescan);
    if (rescan && rescan->former > 0)
        cli_note(cli,
                 cx_said_n("%lld violation that the current keywords and limits don't find is kept",
                           "%lld violations that the current keywords and limits don't find are "
                           "kept",
                           (unsigned long long)rescan->former),
                 (long long)rescan->former);
    say_wanted(cli, done);
}

static void say_file(const struct cli *cli, const struct cx_import_file *f)
{
    if (cli->verbose)
        cli_note(cli, "%s: %s: %lld read, %lld new, %lld changed, %lld same, %lld rejected",
                 f->name, f->kind->name, (long long)f->read, (long long)f->added,
                 (long long)f->changed, (long long)f->same, (long long)f->rejected);
    if (f->rounded)
        cli_note(cli,
                 cx_said_n("%s: %lld amount was rounded to two decimals",
                           "%s: %lld amounts were rounded to two decimals",
                           (unsigned long long)f->rounded),
                 f->name, (long long)f->rounded);
    if (f->unlikely)
        cli_note(cli,
                 cx_said_n("%s: %lld target is unlikely for its unit, the first %s; a fifth is "
                           "20%% or 0.2",
                           "%s: %lld targets are unlikely for their unit, the first %s; a fifth is "
                           "20%% or 0.2",
                           (unsigned long long)f->unlikely),
                 f->name, (long long)f->unlikely, f->unlikely_first);
    if (f->unlinked)
        cli_note(cli,
                 cx_said_n("%s: %lld negative payment does not say which payment it reverses: it "
                           "counts against whoever is credited on that day",
                           "%s: %lld negative payments do not say which payment they reverse: they "
                           "count against whoever is credited on that day",
                           (unsigned long long)f->unlinked),
                 f->name, (long long)f->unlinked);
}

/* The rows of all files: one that is read as several kinds gives them to each. */
static int64_t count_read(const struct cx_import_done *done)
{
    int64_t read = 0;
    for (size_t i = 0; i < done->count; i++) {
        int64_t most = done->files[i].read;
        bool is_counted = false;
        for (size_t k = 0; k < done->count; k++) {
            if (strcmp(done->files[k].name, done->files[i].name) != 0)
                continue;
            is_counted = is_counted || k < i;
            most = done->files[k].read > most ? done->files[k].read : most;
        }
        read += is_counted ? 0 : most;
    }
    return read;
}

void say_imported(const struct cli *cli, const struct cx_import_done *done,
                  const struct cx_rescan *rescan, int64_t milliseconds)
{
    int64_t read = count_read(done), added = 0, changed = 0, same = 0;
    say_encodings(cli, done);
    for (size_t i = 0; i < done->count; i++) {
        const struct cx_import_file *f = &done->files[i];
        added += f->added;
        changed += f->changed;
        same += f->same;
        say_file(cli, f);
    }
    if (done->count > 0)
        cli_note(cli,
                 cx_said_n("%s%lld row read, %lld new, %lld changed, %lld same, %lld rejected in "
                           "%lld.%03lld s%s",
                           "%s%lld rows read, %lld new, %lld changed, %lld same, %lld rejected in "
                           "%lld.%03lld s%s",
                           (unsigned long long)read),
                 cli->dry_run ? _("dry run: ") : "", (long long)read, (long long)added,
                 (long long)changed, (long long)same, (long long)done->rejected,
                 (long long)(milliseconds / 1000), (long long)(milliseconds % 1000),
                 added + changed == 0 ? _(": nothing changed") : "");
    if (!rescan) {
        say_given_up(cli, &done->gave_up);
        say_unsearched(cli, &done->unsearched);
    }
    say_rescan(cli, done, rescan);
}

void say_deleted(const struct cli *cli, const struct cx_import_done *done)
{
    int64_t read = count_read(done), removed = 0;
    for (size_t i = 0; i < done->count; i++)
        removed += done->files[i].removed;
    cli_note(cli,
             cx_said_n("%s%lld row read, %lld deleted", "%s%lld rows read, %lld deleted",
                       (unsigned long long)read),
             cli->dry_run ? _("dry run: ") : "", (long long)read, (long long)removed);
    say_wanted(cli, done);
}

void say_undone(const struct cli *cli, const struct cx_undone *undone)
{
    unsigned long long removed = (unsigned long long)undone->removed;
    cli_note(cli,
             cli->dry_run
                 ? cx_said_n("dry run: import %s: %lld row would be removed, %lld be as before",
                             "dry run: import %s: %lld rows would be removed, %lld be as before",
                             removed)
                 : cx_said_n("import %s is taken back: %lld row removed, %lld as before",
                             "import %s is taken back: %lld rows removed, %lld as before", removed),
             undone->name, (long long)undone->removed, (long long)undone->restored);
    if (undone->is_rescanned)
        say_checked(cli, "", &undone->rescan);
    if (undone->ended > 0)
        cli_note(
            cli,
            cx_said_n("cx-assign has since ended the episode of %lld account for what goes, %s: "
                      "it stays ended; while nobody holds the account, cx-assign deals it "
                      "again, and an import of assignments gives it back",
                      "cx-assign has since ended the episodes of %lld accounts for what goes, "
                      "the first %s: they stay ended; while nobody holds the accounts, "
                      "cx-assign deals them again, and an import of assignments gives them back",
                      (unsigned long long)undone->ended),
            (long long)undone->ended, undone->ended_first);
}

int show_dealt(struct cx_table *table, const struct cx_import_done *done, struct cx_err *err)
{
    static const struct cx_column columns[] = {{"file", "File", CX_CELL_TEXT, 0, false},
                                               {"kind", "Kind", CX_CELL_TEXT, 0, false},
                                               {"goes", "Goes to", CX_CELL_TEXT, 0, false},
                                               {"rows", "Rows", CX_CELL_NUMBER, 0, false},
                                               {"own", "Own", CX_CELL_NUMBER, 0, false}};
    int rc = 0;
    cx_table_columns(table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; rc == 0 && i < done->count; i++) {
        const struct cx_import_file *f = &done->files[i];
        const struct cx_cell cells[] = {cx_cell_text(f->name), cx_cell_text(f->kind->name),
                                        cx_cell_word(f->is_dealt ? "one" : "all"),
                                        cx_cell_n(f->read), cx_cell_n(f->read - f->elsewhere)};
        rc = cx_table_row(table, cells, err);
    }
    return rc;
}
