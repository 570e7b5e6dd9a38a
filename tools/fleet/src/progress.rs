//! What a fleet tells about its own start, so that a person never waits in front of nothing.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::error::Result;

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A step began.
    Began {
        /// Its name.
        step: String,
    },
    /// A step ended well.
    Ended {
        /// Its name.
        step: String,
        /// How long it took.
        seconds: f64,
    },
    /// A step failed.
    Failed {
        /// Its name.
        step: String,
    },
    /// The whole start failed.
    Stopped {
        /// Why, for a person.
        reason: String,
    },
    /// The fleet is up.
    Up,
}

/// Where news goes.
#[derive(Clone)]
pub struct Progress(Arc<dyn Fn(&Event) + Send + Sync>);

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}

impl Progress {
    /// News go to this function.
    pub fn new(tell: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Nobody listens.
    pub fn silent() -> Self {
        Self::new(|_| {})
    }

    /// Tells one piece of news.
    pub fn tell(&self, event: &Event) {
        (self.0)(event);
    }

    /// Runs a step and tells how it went.
    pub(crate) async fn step<T>(&self, name: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
        let step = name.to_owned();
        self.tell(&Event::Began { step: step.clone() });
        let began = Instant::now();
        let outcome = work.await;
        self.tell(&match &outcome {
            Ok(_) => Event::Ended { step, seconds: began.elapsed().as_secs_f64() },
            Err(_) => Event::Failed { step },
        });
        outcome
    }
}
