//! Requests and transactions as things to await. All requests of a step are made first and awaited
//! afterwards: a transaction commits itself as soon as it is left without a request.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbIndex, IdbObjectStore, IdbRequest, IdbTransaction};

use super::failure::IdbError;

/// A promise settled by two events.
pub(super) fn settled(handlers: impl FnOnce(&Function, &Function)) -> JsFuture {
    let mut handlers = Some(handlers);
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        if let Some(handlers) = handlers.take() {
            handlers(&resolve, &reject);
        }
    }))
}

/// A request on its way, its handlers in place.
pub(super) struct Asked {
    request: IdbRequest,
    settled: JsFuture,
}

impl Asked {
    /// From what a method of IndexedDB returned.
    pub(super) fn of(request: Result<IdbRequest, JsValue>) -> Result<Self, IdbError> {
        let request = request.map_err(|thrown| IdbError::of(&thrown))?;
        let settled = settled(|resolve, reject| {
            request.set_onsuccess(Some(resolve));
            request.set_onerror(Some(reject));
        });
        Ok(Self { request, settled })
    }

    /// Its result.
    pub(super) async fn answer(self) -> Result<JsValue, IdbError> {
        match self.settled.await {
            Ok(_) => self.request.result().map_err(|thrown| IdbError::of(&thrown)),
            Err(_) => Err(match self.request.error() {
                Ok(Some(error)) => IdbError::of(&error),
                Ok(None) => IdbError::Failed("a request failed without a reason".to_owned()),
                Err(thrown) => IdbError::of(&thrown),
            }),
        }
    }
}

/// A transaction on its way.
pub(super) struct Work {
    transaction: IdbTransaction,
    finished: JsFuture,
}

impl Work {
    /// Watches a transaction from its beginning.
    pub(super) fn of(transaction: IdbTransaction) -> Self {
        let finished = settled(|resolve, reject| {
            transaction.set_oncomplete(Some(resolve));
            transaction.set_onabort(Some(reject));
        });
        Self { transaction, finished }
    }

    /// One of its object stores.
    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, IdbError> {
        self.transaction.object_store(name).map_err(|thrown| IdbError::of(&thrown))
    }

    /// An index of one of its object stores.
    pub(super) fn index(&self, store: &str, index: &str) -> Result<IdbIndex, IdbError> {
        self.store(store)?.index(index).map_err(|thrown| IdbError::of(&thrown))
    }

    /// Undoes everything; the reason to do so is known already.
    pub(super) fn abandon(&self) {
        // An error here means that it has ended by itself, which is as good.
        self.transaction.abort().ok();
    }

    /// Waits until everything is as durable as was asked.
    pub(super) async fn finish(self) -> Result<(), IdbError> {
        match self.finished.await {
            Ok(_) => Ok(()),
            Err(_) => Err(IdbError::of_abort(self.transaction.error()).await),
        }
    }
}

/// The error of an open request that failed.
pub(super) fn open_error(request: &IdbRequest, event: &JsValue) -> IdbError {
    let blocked = event.dyn_ref::<web_sys::Event>().is_some_and(|event| event.type_() == "blocked");
    if blocked {
        return IdbError::Blocked;
    }
    let error: Option<DomException> = request.error().ok().flatten();
    error.map_or(IdbError::Failed("the database did not open".to_owned()), |error| IdbError::of(&error))
}
