//! Futures driven by hand: one poll at a time, so that a program can be stopped between any two.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// One poll; what came of it, if it is done.
pub fn step<F: Future + ?Sized>(future: Pin<&mut F>) -> Option<F::Output> {
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// Polls to the end: for futures that wait for nobody else.
pub fn finish<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Some(output) = step(future.as_mut()) {
            return output;
        }
    }
}

/// Polls at most so many times; `None` when it was stopped before its end.
pub fn cut<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    (0..polls).find_map(|_| step(future.as_mut()))
}

/// Lets everybody else go on once.
#[derive(Debug, Default)]
pub struct Pause(bool);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Lets everybody else go on once.
pub fn pause() -> Pause {
    Pause::default()
}
