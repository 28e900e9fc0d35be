//! The signals that end a program, as inputs beside what is typed.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// Whether another program has the terminal. One for the process, as the terminal is.
static LENT: AtomicBool = AtomicBool::new(false);

/// Whether the listener has passed over an interrupt that was the other program's.
static PASSED: AtomicBool = AtomicBool::new(false);

/// Runs a program that has the terminal until it ends. Ctrl-C there is a signal to every program of
/// the terminal, this one included, and not meant for it.
pub fn lent<T>(work: impl FnOnce() -> T) -> T {
    let interrupted = Arc::new(AtomicBool::new(false));
    PASSED.store(false, Ordering::SeqCst);
    LENT.store(true, Ordering::SeqCst);
    // Caught by somebody, or it would end the process.
    #[cfg(unix)]
    let caught = signal_hook::flag::register(signal_hook::consts::SIGINT, interrupted.clone());
    let done = work();
    #[cfg(unix)]
    let _was_caught = caught.map(signal_hook::low_level::unregister);
    await_listener(&interrupted);
    LENT.store(false, Ordering::SeqCst);
    done
}

/// Waits until the listener has met an interrupt, which on a busy machine may come to it after the
/// other program has ended; not for long, for there may be none that listens.
fn await_listener(interrupted: &AtomicBool) {
    const NAP: Duration = Duration::from_millis(1);
    const NAPS: usize = 1000;
    let met = || !interrupted.load(Ordering::SeqCst) || PASSED.load(Ordering::SeqCst);
    for _ in (0..NAPS).take_while(|_| !met()) {
        std::thread::park_timeout(NAP);
    }
}

/// What a signal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// The program is asked to end (SIGINT, SIGTERM).
    Ends,
    /// The terminal is gone (SIGHUP).
    Closes,
}

/// Listens until dropped.
#[derive(Debug)]
pub(super) struct Signals {
    #[cfg(unix)]
    handle: signal_hook::iterator::Handle,
}

impl Signals {
    /// Sends each signal on, as the input that it means.
    #[cfg(unix)]
    pub(super) fn listen<T: Send + 'static>(
        inputs: Sender<T>,
        input: impl Fn(Signal) -> T + Send + 'static,
    ) -> io::Result<Self> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        let handle = signals.handle();
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                if signal == SIGINT && LENT.load(Ordering::SeqCst) {
                    PASSED.store(true, Ordering::SeqCst);
                    continue;
                }
                let signal = if signal == SIGHUP { Signal::Closes } else { Signal::Ends };
                if inputs.send(input(signal)).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { handle })
    }

    /// There are no such signals here.
    #[cfg(not(unix))]
    pub(super) fn listen<T>(_: Sender<T>, _: impl Fn(Signal) -> T) -> io::Result<Self> {
        Ok(Self {})
    }
}

#[cfg(unix)]
impl Drop for Signals {
    fn drop(&mut self) {
        self.handle.close();
    }
}
