//! Leptos' signals behind one type. Leptos compiles the whole life of a signal (arena, locks, subscribers, guards)
//! once for every type of value that it may hold, which was a quarter of what a phone downloads before its
//! first screen. Here every signal is the same Leptos signal of "some value", and only reading and writing
//! know which. Names and behaviour are those of Leptos; this module knows no page and no value.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use ::leptos::prelude::{
    self as leptos, GetUntracked, GetValue, LocalStorage, Notify, RenderEffect, SetValue, Track,
};

/// A value whose type only its reader knows.
type Kept = Rc<dyn Any>;

fn keep<T: 'static>(value: T) -> Kept {
    Rc::new(RefCell::new(value))
}

/// The value; a handle's type is that of the value it was made with, so there always is one.
fn kept<T: 'static>(kept: &Kept) -> &RefCell<T> {
    match kept.downcast_ref() {
        Some(value) => value,
        None => unreachable!("a handle has the type of its value"),
    }
}

/// Declares a handle: copied freely, gone with the page that made it.
macro_rules! handle {
    ($(#[$meta:meta])* $name:ident($($inner:ty),+)) => {
        $(#[$meta])*
        pub struct $name<T>($($inner),+);

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}
    };
}

handle! {
    /// A value that those who read it follow.
    RwSignal(leptos::RwSignal<Kept, LocalStorage>, PhantomData<fn() -> T>)
}
handle! {
    /// A value that nobody follows.
    StoredValue(leptos::StoredValue<Kept, LocalStorage>, PhantomData<fn() -> T>)
}
handle! {
    /// A value computed from others, followed only when it really changes.
    Memo(RwSignal<Option<T>>)
}
handle! {
    /// Something to read and follow, wherever it comes from.
    Signal(StoredValue<Box<dyn Fn() -> T>>)
}

/// The signals of a page that is gone answer `None` to `try_…` and panic otherwise, as Leptos' do.
impl<T: 'static> RwSignal<T> {
    /// A signal with this value.
    pub fn new(value: T) -> Self {
        Self(leptos::RwSignal::new_local(keep(value)), PhantomData)
    }

    /// Follows it without reading.
    pub fn track(self) {
        self.0.track();
    }

    /// Reads and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.track();
        self.with_untracked(read)
    }

    /// Reads it without following.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&kept(&self.0.get_untracked()).borrow())
    }

    /// Reads it, if its page is still there, without following.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        Some(read(&kept(&self.0.try_get_untracked()?).borrow()))
    }

    /// A copy; follows it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy, without following.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Changes it in place; everyone who follows it runs again.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.update_untracked(change);
        self.0.notify();
    }

    /// Changes it in place, unnoticed by those who follow it.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        change(&mut kept(&self.0.get_untracked()).borrow_mut());
    }

    /// Changes it in place, if its page is still there.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let result = change(&mut kept(&self.0.try_get_untracked()?).borrow_mut());
        self.0.notify();
        Some(result)
    }

    /// Changes it in place, if its page is still there, unnoticed by those who follow it.
    pub fn try_update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        Some(change(&mut kept(&self.0.try_get_untracked()?).borrow_mut()))
    }

    /// Replaces it.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Replaces it, if its page is still there.
    pub fn try_set(self, value: T) {
        self.try_update(|old| *old = value);
    }
}

impl<T: 'static> StoredValue<T> {
    /// Keeps a value.
    pub fn new(value: T) -> Self {
        Self(leptos::StoredValue::new_local(keep(value)), PhantomData)
    }

    /// Reads it.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&kept(&self.0.get_value()).borrow())
    }

    /// Reads it, if its page is still there.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        Some(read(&kept(&self.0.try_get_value()?).borrow()))
    }

    /// A copy.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// A copy, if its page is still there.
    pub fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }

    /// Changes it in place.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        change(&mut kept(&self.0.get_value()).borrow_mut());
    }

    /// Changes it in place, if its page is still there.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        Some(change(&mut kept(&self.0.try_get_value()?).borrow_mut()))
    }

    /// Replaces it.
    pub fn set_value(self, value: T) {
        self.0.set_value(keep(value));
    }
}

impl<T: PartialEq + 'static> Memo<T> {
    /// A value computed now, and again whenever something that it read changes.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        let value = RwSignal::new(None);
        let follow = move || {
            let new = Some(compute());
            if value.with_untracked(|old| *old != new) {
                value.set(new);
            }
        };
        follow_now(Box::new(follow));
        Self(value)
    }

    /// Follows it without reading.
    pub fn track(self) {
        self.0.track();
    }

    /// Reads and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.with(|value| read(computed(value.as_ref())))
    }

    /// Reads it without following.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.with_untracked(|value| read(computed(value.as_ref())))
    }

    /// A copy; follows it.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }
}

/// The value of a memo, which was computed when it was made.
fn computed<T>(value: Option<&T>) -> &T {
    match value {
        Some(value) => value,
        None => unreachable!("a memo is computed when it is made"),
    }
}

impl<T: 'static> Signal<T> {
    /// Something computed anew at each reading.
    pub fn derive(read: impl Fn() -> T + 'static) -> Self {
        let read: Box<dyn Fn() -> T> = Box::new(read);
        Self(StoredValue::new(read))
    }

    /// Something that never changes.
    pub fn stored(value: T) -> Self
    where
        T: Clone,
    {
        Self::derive(move || value.clone())
    }

    /// Reads and follows it.
    pub fn get(self) -> T {
        self.0.with_value(|read| read())
    }

    /// Reads and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get())
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

impl<T: Clone + PartialEq + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

/// Runs once what is under way has been drawn, and again whenever something that it read changes. It is told
/// whether it ran before.
pub fn follow(run: impl FnMut(bool) + 'static) {
    let mut run: Box<dyn FnMut(bool)> = Box::new(run);
    let run: Box<dyn FnMut(Option<()>)> = Box::new(move |before| run(before.is_some()));
    leptos::Effect::new(run);
}

/// Runs now, and again whenever something that it read changes.
fn follow_now(mut run: Box<dyn FnMut()>) {
    let run: Box<dyn FnMut(Option<()>)> = Box::new(move |_| run());
    // Kept by the page that is being drawn, gone with it.
    leptos::StoredValue::new_local(RenderEffect::new(run));
}
