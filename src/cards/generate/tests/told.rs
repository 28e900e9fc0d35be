//! Facts that a sentence, a table or a label tells of a thing.

use super::cards;

#[test]
fn a_reason_stands_behind_a_comma_or_behind_what_is_not_allowed() {
    let found = cards(
        "# Networks\n\n## Rules\n\n- A CNAME at the apex is not allowed, as it would hide the other records\n- Paths must be absolute, since the daemon runs elsewhere\n- Quotas of 100% are never safe because logs grow at night\n- A flaky probe is worse than none because it teaches people to look away\n- Close idle tunnels, since every one of them costs memory\n",
    );
    assert_eq!(
        found,
        [
            "Why is a CNAME at the apex not allowed? => it would hide the other records",
            "Why must paths be absolute? => the daemon runs elsewhere",
            "Why are quotas of 100% never safe? => logs grow at night",
            "Why is a flaky probe worse than none? => it teaches people to look away",
            "Close idle tunnels. Why? => every one of them costs memory",
        ]
    );
}

#[test]
fn as_and_since_tell_a_time_or_a_manner_too() {
    for line in [
        "Swap is not faster because of the disk",
        "Nodes are not more at risk because they are small",
        "The team works on the parser, as well as it can",
        "The queue is long, as long as nobody reads from the socket",
        "The API has been stable, since 2021",
        "The parser is slow, as described in the paper",
        "Keep the key offline, as in a safe",
        "Rust is fast, as you know",
    ] {
        let found = cards(&format!("# Networks\n\n## Rules\n\n- {line}\n"));
        assert!(!found.iter().any(|card| card.contains("Why")), "{found:?}");
    }
}

#[test]
fn a_line_that_says_what_a_command_does_asks_for_it() {
    let found = cards(
        "# Shell\n\n## Daily\n\nThese are the ones that I use on the servers.\n\n- list open ports: `ss -tlnp`\n- delete a branch: `git branch -d x` (local only)\n- to see what would change: `kubectl diff -f .`\n- To drain a node, run `kubectl evict web-1`.\n- `strace ./prog` to see which files are read\n- list type: `[]`\n- after a change of the units: `systemctl daemon-reload`\n",
    );
    assert_eq!(
        found,
        [
            "How do you list open ports? => `ss -tlnp`",
            "How do you delete a branch? => `git branch -d x`",
            "How do you see what would change? => `kubectl diff -f .`",
            "What should you run to drain a node? => `kubectl evict web-1`",
            "How do you see which files are read? => `strace ./prog`",
        ]
    );
}

#[test]
fn defaults_are_asked_by_the_name_of_what_has_them() {
    let found = cards(
        "# Servers\n\n## Settings\n\nThese are the ones that people ask me for.\n\n- swap: swappiness 60 is the default. It can be 0\n- the pool has an idle timeout (30s default), which is short\n- Default isolation in Postgres is READ COMMITTED, others differ\n- `jq` defaults to two blanks\n- the workers read `--jobs` (default: 4)\n",
    );
    assert_eq!(
        found,
        [
            "What is the default swappiness? => 60",
            "What is the default idle timeout? => 30s",
            "What is the default isolation in Postgres? => READ COMMITTED",
            "What does `jq` default to? => two blanks",
            "What is the default `--jobs`? => 4",
        ]
    );
}

#[test]
fn what_runs_by_default_or_is_a_choice_has_no_value() {
    for line in [
        "The default value is 5",
        "the default is to fail",
        "Vim is the default choice here",
        "Jobs run by default",
        "Default args are evaluated once",
        "keep tunnels alive (default 100)",
        "short lived certs (default 1h)",
    ] {
        let found = cards(&format!("# Servers\n\n## Settings\n\n- {line}\n"));
        assert!(!found.iter().any(|card| card.contains("the default ")), "{found:?}");
    }
}

#[test]
fn equations_in_one_line_are_a_glossary_and_arithmetic_is_none() {
    let found = cards(
        "# Servers\n\n## Budgets\n\nSLI = what you measure, SLO = the target that you set, SLA = the contract\n\n- Error drift = the inputs change. Goal drift = the meaning of the goal changes.\n- exit code 137 = 128 + 9, 143 = 128 + 15\n- x = foo, y = bar\n- alpha = beta, gamma = delta\n",
    );
    assert_eq!(
        found,
        [
            "What is SLI? => what you measure",
            "What is SLO? => the target that you set",
            "What is SLA? => the contract",
            "What is \u{201c}Error drift\u{201d}? => the inputs change",
            "What is \u{201c}Goal drift\u{201d}? => the meaning of the goal changes",
        ]
    );
}

#[test]
fn a_condition_is_asked_for_what_comes_of_it() {
    let found = cards(
        "# Pods\n\n## Probes\n\n- If a probe fails twice, the kubelet restarts the container\n- If both replicas claim the lock, then the etcd lease decides the race\n- If you like tea, the kubelet makes none\n- If it fails, the kubelet restarts the container\n- If the pool is empty, you should call the kubelet\n- If possible, the kubelet is updated\n",
    );
    assert_eq!(
        found,
        [
            "What if a probe fails twice? => the kubelet restarts the container",
            "What if both replicas claim the lock? => the etcd lease decides the race",
        ]
    );
}

#[test]
fn a_law_is_what_its_sentence_says() {
    let found = cards(
        "# Minds\n\n## Habits\n\n- Attention residue (Leroy, 2009): when you switch tasks, part of you stays behind\n- One bad pattern: you write all of it at once again\n- Last law: see the book on it for more\n",
    );
    assert_eq!(
        found,
        [
            "What is \u{201c}Attention residue\u{201d}? => when you switch tasks, part of you stays behind",
            "\u{201c}when you switch tasks, part of you stays behind\u{201d} - which term? => Attention residue",
        ]
    );
}

#[test]
fn what_stands_beside_a_good_line_does_not_hide_it() {
    let found = cards(
        "# Servers\n\n## Signals\n\nFour golden signals: latency, traffic, errors, saturation.\nThey are for people who watch.\n\n- CO-RE stands for Compile Once – Run Everywhere, needs BTF in the kernel\n\nUse Rabbit for queues with complex routing in RabbitMQ.\n",
    );
    assert_eq!(
        found,
        [
            "What are the four golden signals? => latency, traffic, errors, saturation",
            "What does CO-RE stand for? => Compile Once \u{2013} Run Everywhere",
            "What should you use for queues with complex routing in RabbitMQ? => Rabbit",
        ]
    );
}

#[test]
fn a_talk_may_open_with_a_name_in_small_letters() {
    let found = cards(
        "# Night of Kernels 2024\n\n## Grete Hermann: eBPF without a compiler\n\n- Maps are shared\n\n## Emmy Noether: Rings in practice\n\n- Rings are round\n",
    );
    assert!(found.iter().any(|card| card.ends_with("=> eBPF without a compiler")), "{found:?}");
}

#[test]
fn a_term_of_common_words_is_asked_for_what_it_does() {
    let found = cards(
        "# Logs\n\n## Brokers\n\n- Log compaction keeps the last value of each key\n- KRaft replaced ZooKeeper, which is gone\n- Good design prevents errors of all kinds\n- Measuring effort keeps people happy\n- Queues store the messages of a day\n",
    );
    assert_eq!(
        found,
        [
            "What does log compaction keep? => the last value of each key",
            "What replaced ZooKeeper? => KRaft",
        ]
    );
}

#[test]
fn what_a_thing_does_not_do_is_asked_for_what_that_is() {
    let found = cards(
        "# Storage\n\n## Files\n\n- `tar` doesn't compress files (unless told to)\n- Hard links can't cross volumes, and not to folders\n- `mv` cannot run inside a snapshot\n- A view does not store rows, so it costs nothing\n",
    );
    assert_eq!(
        found,
        [
            "What does `tar` not compress? => files",
            "What can hard links not cross? => volumes",
            "What can `mv` not run inside? => a snapshot",
            "What does a view not store? => rows",
        ]
    );
}

#[test]
fn what_is_denied_of_anybody_or_half_is_no_fact() {
    for line in [
        "It doesn't matter much",
        "You can't have everything",
        "People don't read manuals",
        "The cache does not serve writes, but the index does",
        "This can't replace a disk",
        "The build doesn't always finish",
        "Docker doesn't start jobs until you log in",
        "Don't trust the cache",
        "A view doesn't store it",
    ] {
        let found = cards(&format!("# Storage\n\n## Files\n\n- {line}\n"));
        assert!(!found.iter().any(|card| card.contains(" not ")), "{found:?}");
    }
}

#[test]
fn a_table_that_compares_is_asked_for_its_rows_and_open_heads_for_what_follows() {
    let found = cards(
        "# Queues\n\nThis is what I found on them.\n\n| | Kafka | RabbitMQ |\n|---|---|---|\n| max age | seven days | until acked |\n| replay | yes | no |\n\n## In the pod\n\n| Status | usually means | look at |\n|---|---|---|\n| Pending | no room left | the events |\n| Evicted | the disk is full | the node |\n",
    );
    assert_eq!(
        found,
        [
            "What is the max age in Kafka? => seven days",
            "What is the max age in RabbitMQ? => until acked",
            "Pending: usually means what? => no room left",
            "Pending: look at what? => the events",
            "Evicted: usually means what? => the disk is full",
            "Evicted: look at what? => the node",
        ]
    );
}
