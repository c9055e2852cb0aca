//! The connection to the database: opened at first use, opened again after the browser closed it, given up at
//! once when a newer version of the app wants to upgrade.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbFactory, IdbTransaction, IdbTransactionMode, IdbVersionChangeEvent};

use shared::store::Durability;

use super::failure::IdbError;
use super::work::{Work, open_error, settled};
use super::{ladder, lift};

#[wasm_bindgen]
extern "C" {
    /// A database with the one method that web-sys does not have yet: a transaction with options.
    #[wasm_bindgen(extends = IdbDatabase)]
    type Durable;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(
        this: &Durable,
        stores: &Array,
        mode: IdbTransactionMode,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// An open database and whether it still is.
struct Open {
    database: IdbDatabase,
    closed: Rc<Cell<bool>>,
    /// The handlers live as long as the connection.
    _handlers: [Closure<dyn FnMut()>; 2],
}

impl Open {
    fn new(database: IdbDatabase) -> Self {
        let closed = Rc::new(Cell::new(false));
        let lost = closed.clone();
        let on_close = Closure::<dyn FnMut()>::new(move || lost.set(true));
        let (outdated, leaving) = (closed.clone(), database.clone());
        let on_upgrade = Closure::<dyn FnMut()>::new(move || {
            leaving.close();
            outdated.set(true);
        });
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        database.set_onversionchange(Some(on_upgrade.as_ref().unchecked_ref()));
        Self { database, closed, _handlers: [on_close, on_upgrade] }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.database.set_onclose(None);
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

/// The way to one database.
pub(super) struct Connection {
    name: String,
    version: u32,
    open: RefCell<Option<Open>>,
}

impl Connection {
    /// To the database of this name; not opened yet.
    pub(super) fn new(name: &str) -> Self {
        Self::of_version(name, ladder::VERSION)
    }

    /// As a build whose ladder ends at `version` would open it.
    pub(super) fn of_version(name: &str, version: u32) -> Self {
        Self { name: name.to_owned(), version, open: RefCell::new(None) }
    }

    /// The database's name.
    #[cfg(feature = "conformance")]
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Begins a transaction. A connection found closed is opened again once: nothing was asked of it yet.
    pub(super) async fn begin(
        &self,
        stores: &[&str],
        mode: IdbTransactionMode,
        durability: Durability,
    ) -> Result<Work, IdbError> {
        let stores: Array = stores.iter().map(|store| JsValue::from(*store)).collect();
        let options = Object::new();
        let durability = match durability {
            Durability::Strict => "strict",
            Durability::Relaxed => "relaxed",
        };
        lift(Reflect::set(&options, &"durability".into(), &durability.into()))?;
        let transact = |database: IdbDatabase| {
            let transaction = database.unchecked_ref::<Durable>().begin(&stores, mode, &options);
            lift(transaction).map(Work::of)
        };
        match transact(self.database().await?) {
            Err(IdbError::Lost(_)) => {
                self.open.take();
                transact(self.database().await?)
            }
            begun => begun,
        }
    }

    /// Forgets the connection after an error that says that it is lost.
    pub(super) fn heed(&self, error: &IdbError) {
        if matches!(error, IdbError::Lost(_)) {
            self.open.take();
        }
    }

    /// The open database.
    pub(super) async fn database(&self) -> Result<IdbDatabase, IdbError> {
        let known =
            self.open.borrow().as_ref().filter(|open| !open.closed.get()).map(|open| open.database.clone());
        if let Some(database) = known {
            return Ok(database);
        }
        let database = self.open().await?;
        self.open.replace(Some(Open::new(database.clone())));
        Ok(database)
    }

    async fn open(&self) -> Result<IdbDatabase, IdbError> {
        let factory = lift(Reflect::get(&js_sys::global(), &"indexedDB".into()))?;
        let factory: IdbFactory =
            factory.dyn_into().map_err(|_| IdbError::Failed("this browser keeps no database".to_owned()))?;
        let request = lift(factory.open_with_u32(&self.name, self.version))?;
        let upgrading = request.clone();
        let on_upgrade =
            Closure::<dyn FnMut(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
                let database =
                    upgrading.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
                let climbed = database.is_some_and(|database| {
                    super::row::whole(event.old_version())
                        .and_then(|from| u32::try_from(from).ok())
                        .is_some_and(|from| ladder::climb(&database, from).is_ok())
                });
                if let (false, Some(transaction)) = (climbed, upgrading.transaction()) {
                    // Half a ladder is worse than none; an error here means that the browser undid it already.
                    transaction.abort().ok();
                }
            });
        request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
        let opened = settled(|resolve, reject| {
            request.set_onsuccess(Some(resolve));
            request.set_onerror(Some(reject));
            request.set_onblocked(Some(reject));
        });
        match opened.await {
            Ok(_) => lift(request.result())?
                .dyn_into()
                .map_err(|_| IdbError::Failed("the database opened as something else".to_owned())),
            Err(event) => Err(open_error(&request, &event)),
        }
    }
}
