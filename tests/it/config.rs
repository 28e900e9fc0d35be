//! The configuration: what counts before what, what is wrong with a file, and how it is edited.

use crate::support::Recall;
use insta::assert_snapshot;
use serde_json::Value;

const FILE: &str = ".config/recall/config.toml";

/// A machine whose configuration file holds this.
fn configured(text: &str) -> Recall {
    let recall = Recall::new();
    recall.write(FILE, text);
    recall
}

fn setting(recall: &Recall, key: &str) -> Value {
    recall.json(&["config", "show", key, "--json"])
}

#[test]
fn every_setting_is_shown_with_where_it_comes_from() {
    let recall = configured("[limits]\nnew = 7 # a few\n");
    assert_snapshot!(recall.run(&["config", "--color", "never"]), @r#"
    exit code 0
    --- stdout
    # database                        # default
    color = "never"                   # flag --color
    background = "auto"               # default
    # editor                          # default
    scheduler.rules = "canonical"     # default
    scheduler.max_interval = 36500    # default
    scheduler.load_balancing = false  # default
    day.rollover = 4                  # default
    limits.new = 7                    # ~/.config/recall/config.toml:2
    limits.reviews = 200              # default
    # limits.daily                    # default
    review.grades = 4                 # default
    review.pictures = "auto"          # default
    import.all = false                # default
    keys.again = "1"                  # default
    keys.all = "a"                    # default
    keys.blackout = "0"               # default
    keys.bury = "-"                   # default
    keys.drop = "x"                   # default
    keys.easy = "4"                   # default
    keys.edit = "e"                   # default
    keys.fail = "1"                   # default
    keys.good = "3"                   # default
    keys.hard = "2"                   # default
    keys.help = "?"                   # default
    keys.hint = "h"                   # default
    keys.info = "i"                   # default
    keys.known = "y"                  # default
    keys.mark = "*"                   # default
    keys.missed = "n"                 # default
    keys.near = "2"                   # default
    keys.pass = "2"                   # default
    keys.quit = "q Esc Ctrl-D"        # default
    keys.show = "Space Enter"         # default
    keys.source = "r"                 # default
    keys.suspend = "s @"              # default
    keys.type = "t"                   # default
    keys.undo = "u"                   # default
    keys.wrong = "1"                  # default
    theme.text = "plain"              # default
    theme.heading = "bold"            # default
    theme.faint = "dim"               # default
    theme.due = "bold"                # default
    theme.key = "bold"                # default
    theme.emphasis = "italic"         # default
    theme.strong = "bold"             # default
    theme.struck = "strike"           # default
    theme.code = "magenta"            # default
    theme.comment = "dim italic"      # default
    theme.quoted = "green"            # default
    theme.constant = "cyan"           # default
    theme.keyword = "magenta"         # default
    theme.name = "bold"               # default
    theme.maths = "italic"            # default
    theme.link = "underline"          # default
    theme.gap = "bold underline"      # default
    theme.good = "green"              # default
    theme.again = "red bold"          # default
    theme.hard = "magenta"            # default
    theme.easy = "cyan"               # default
    theme.warning = "magenta bold"    # default
    theme.error = "red bold"          # default
    theme.hint = "cyan"               # default
    "#);
}

#[test]
fn flags_count_before_the_environment_and_that_before_the_file() {
    let recall = configured("database = \"~/file.db\"\neditor = \"vi\"\ncolor = \"always\"\n");
    let database = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = recall.command(arguments);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let shown: Value = serde_json::from_slice(&output.stdout).unwrap();
        format!("{} {}", shown["value"], shown["origin"])
    };
    let show = ["config", "show", "database", "--json"];
    assert_eq!(database(&show, &[]), r#""~/file.db" "file""#);
    assert_eq!(database(&show, &[("RECALL_DB", "env.db")]), r#""env.db" "environment""#);
    let flag = [&["--db", "flag.db"][..], &show].concat();
    assert_eq!(database(&flag, &[("RECALL_DB", "env.db")]), r#""flag.db" "flag""#);
    let editor = ["config", "show", "editor", "--json"];
    assert_eq!(database(&editor, &[("EDITOR", "ed")]), r#""ed" "environment""#);
    assert_eq!(database(&editor, &[("EDITOR", "ed"), ("VISUAL", "vim")]), r#""vim" "environment""#);
    let color = ["config", "show", "color", "--json"];
    assert_eq!(database(&color, &[("NO_COLOR", "1")]), r#""never" "environment""#);
}

#[test]
fn the_file_counts_where_nothing_else_is_said() {
    let recall = Recall::with_decks();
    recall.write(FILE, "database = \"~/mine/cards.db\"\n[limits]\nnew = 3\n[day]\nrollover = 9\n");
    recall.ok(&["import", "decks"]);
    assert!(recall.path("mine/cards.db").exists());
    // At 08:00 the day before is still on.
    let due = recall.json(&["due", "--json"]);
    assert_eq!((&due["day"], &due["new"]), (&"2027-02-14".into(), &3.into()));
}

#[test]
fn the_rule_set_of_the_file_schedules() {
    let mut recall = Recall::with_decks();
    recall.write(FILE, "[scheduler]\nrules = \"wikipedia\"\n");
    recall.ok(&["import", "decks"]);
    let cards = recall.json_lines(&["list", "--json"]);
    let id = cards[0]["id"].as_str().unwrap();
    for (now, interval) in [("15", 1), ("16", 6), ("22", 16)] {
        recall.set_now(&format!("2027-02-{now}T08:00:00Z"));
        let graded = recall.json(&["grade", id, "easy", "--json"]);
        assert_eq!(graded["interval_days"], interval);
    }
}

#[test]
fn a_mistyped_key_is_a_warning_that_names_the_one_meant() {
    let recall = configured("[limit]\nnew = 7\n\n[limits]\nreview = 9\nzzz = 1\n");
    assert_snapshot!(recall.run(&["due"]), @"
    exit code 0
    --- stdout
    no cards yet
    --- stderr
    warning: ~/.config/recall/config.toml:2: there is no key `limit.new`: did you mean `limits.new`?
    warning: ~/.config/recall/config.toml:5: there is no key `limits.review`: did you mean `limits.reviews`?
    warning: ~/.config/recall/config.toml:6: there is no key `limits.zzz`
    `recall import PATH` turns Markdown notes into cards
    ");
}

#[test]
fn a_role_takes_the_look_that_the_file_gives_it() {
    let recall = configured("[theme]\nwarning = \"bold red\"\nlink = \"pink\"\n");
    let ran = recall.run(&["due", "--color", "always"]);
    assert_eq!(ran.code, 0);
    let warning = "\u{1b}[31;1mwarning:\u{1b}[0m `theme.link`: `pink` is neither a colour nor";
    assert!(ran.stderr.starts_with(warning), "{ran:?}");
    let refused = recall.run(&["config", "set", "theme.key", "grene"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("`grene` is neither a colour nor an effect"), "{refused:?}");
    recall.ok(&["config", "set", "theme.key", "green"]);
}

#[test]
fn a_wrong_value_is_an_error_with_its_line() {
    let recall = configured("# mine\n[day]\nrollover = 24\n");
    assert_snapshot!(recall.run(&["due"]), @"
    exit code 2
    --- stderr
    error: ~/.config/recall/config.toml:3: `day.rollover` takes a whole number from 0 to 23
    hint: mend that line, or give it up with `recall config unset day.rollover`
    ");
    recall.ok(&["config", "unset", "day.rollover"]);
    recall.ok(&["due"]);
    assert_eq!(std::fs::read_to_string(recall.path(FILE)).unwrap(), "# mine\n[day]\n");
}

#[test]
fn values_of_every_kind_are_judged() {
    let wrong = [
        ("limits.new = -1", "a whole number from 0 up"),
        ("limits.new = \"7\"", "a whole number from 0 up"),
        ("limits.daily = 1.5", "a whole number from 0 up"),
        ("scheduler.load_balancing = 1", "true or false"),
        ("scheduler.rules = \"sm18\"", "one of canonical, delphi, wikipedia, literal"),
        ("review.grades = 5", "one of 4, 6, 2"),
        ("editor = \"\"", "a text"),
        ("limits.new = [1]", "a whole number from 0 up"),
        ("limits.new = { a = 1 }", "a whole number from 0 up"),
    ];
    for (text, takes) in wrong {
        let ran = configured(text).run(&["due"]);
        assert_eq!(ran.code, 2, "{text}\n{ran}");
        assert!(ran.stderr.contains(&format!("takes {takes}")), "{text}\n{ran}");
    }
    for text in ["review.grades = \"6\"", "review.grades = 6", "limits.daily = 0"] {
        configured(text).ok(&["due"]);
    }
}

#[test]
fn what_is_not_toml_is_told_with_its_line_and_the_path_can_still_be_asked_for() {
    let recall = configured("[limits]\nnew = \n");
    let ran = recall.run(&["due"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.starts_with("error: ~/.config/recall/config.toml:2: this is not TOML"));
    assert_snapshot!(recall.run(&["config", "path"]), @"
    exit code 0
    --- stdout
    ~/.config/recall/config.toml
    ");
    assert_eq!(recall.run(&["config"]).code, 2);
    assert_eq!(recall.run(&["config", "set", "limits.new", "3"]).code, 2);
}

#[test]
fn setting_a_key_leaves_all_else_as_it_is() {
    let text = "# my own\n\n[limits] # a day\n# few\nnew = 7  # enough\n\n[other]\nx = [ 1,2 ]\n";
    let recall = configured(text);
    let now = || std::fs::read_to_string(recall.path(FILE)).unwrap();
    recall.ok(&["config", "set", "limits.new", "9"]);
    assert_eq!(now(), text.replace("new = 7", "new = 9"));
    recall.ok(&["config", "set", "limits.reviews", "50"]);
    recall.ok(&["config", "set", "scheduler.rules", "delphi"]);
    recall.ok(&["config", "set", "editor", "code --wait"]);
    for line in ["# my own\n", "[limits] # a day\n# few\nnew = 9  # enough\nreviews = 50\n"] {
        assert!(now().contains(line), "{}", now());
    }
    assert_eq!(setting(&recall, "scheduler.rules")["value"], "delphi");
    assert_eq!(setting(&recall, "editor")["value"], "code --wait");
    recall.ok(&["config", "unset", "limits.new"]);
    assert_eq!(setting(&recall, "limits.new")["origin"], "default");
}

#[test]
fn what_cannot_be_set_is_refused_and_the_file_stays() {
    let recall = Recall::new();
    assert_snapshot!(recall.run(&["config", "set", "limits.nwe", "9"]), @"
    exit code 2
    --- stderr
    error: there is no key `limits.nwe`
    hint: did you mean `limits.new`?
    ");
    assert_snapshot!(recall.run(&["config", "set", "day.rollover", "midnight"]), @"
    exit code 2
    --- stderr
    error: `day.rollover` takes a whole number from 0 to 23
    ");
    assert!(!recall.path(FILE).exists());
}

#[test]
fn colours_are_chosen_for_the_background_that_is_known() {
    for (config, environment, is_light) in [
        ("", "", false),
        ("", "0;default;15", true),
        ("background = \"light\"\n", "15;0", true),
        ("background = \"dark\"\n", "0;15", false),
    ] {
        let recall = configured(config);
        recall.write("a.md", "# A\n\nQ: What does mint need?\nA: A pot\n");
        let mut command = recall.command(&["--color", "always", "explain", "a.md"]);
        let output = command.env("COLORFGBG", environment).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let [green, blue] = ["\u{1b}[32mA pot", "\u{1b}[34mA pot"].map(|text| told.contains(text));
        assert_eq!([green, blue], [!is_light, is_light], "{config}{environment}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn a_configuration_behind_a_link_stays_behind_it() {
    let recall = configured("");
    let real = recall.write("dotfiles/recall.toml", "color = \"never\"\n");
    std::fs::remove_file(recall.path(FILE)).unwrap();
    std::os::unix::fs::symlink(&real, recall.path(FILE)).unwrap();
    recall.ok(&["config", "set", "limits.new", "1"]);
    assert!(recall.path(FILE).is_symlink());
    assert!(std::fs::read_to_string(real).unwrap().ends_with("[limits]\nnew = 1\n"));
}

#[test]
fn every_key_is_in_the_readme() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for setting in Recall::new().json_lines(&["config", "--json"]) {
        let key = setting["key"].as_str().unwrap();
        let (table, _) = key.split_once('.').unwrap_or((key, ""));
        let is_named = [format!("`{key}`"), format!("`{table}.*`")];
        assert!(is_named.iter().any(|name| readme.contains(name)), "{key}");
    }
}
