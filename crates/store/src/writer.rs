//! One thread that writes, with many jobs to a commit, and a few that read.
//!
//! A synced commit takes milliseconds whatever is in it, so jobs that arrive meanwhile share the next one. Each job has its
//! own savepoint: one that fails takes nothing with it. Nobody hears of success before the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::engine::Connection;
use crate::{StoreError, Transaction};

type Connect = dyn Fn() -> Result<Box<dyn Connection>, StoreError> + Send + Sync;
type Job = dyn FnOnce(&mut Transaction<'_>) -> Result<(), StoreError> + Send;

/// A job and whoever waits for it. What the job gives is kept by the job itself, so that all tasks are of one type.
pub struct Task {
    job: Box<Job>,
    waiting: Waiting,
    with: Company,
}

/// With whom a task shares its transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    /// With those that wait behind it, in a savepoint of its own.
    Others,
    /// With nobody: within a savepoint, SQLite's journal of a statement grows with all that the job has changed before, and each
    /// statement walks it.
    Nobody,
    /// It must not be within a transaction at all.
    NoTransaction,
}

/// Whoever waits for the end of a task.
struct Waiting(oneshot::Sender<Result<(), StoreError>>);

impl Waiting {
    /// They may have gone away; what was done stands all the same.
    fn tell(self, outcome: Result<(), StoreError>) {
        let _ = self.0.send(outcome);
    }
}

impl Task {
    /// A task, and where its end is told.
    pub fn new(job: Box<Job>) -> (Self, oneshot::Receiver<Result<(), StoreError>>) {
        let (sender, receiver) = oneshot::channel();
        (Self { job, waiting: Waiting(sender), with: Company::Others }, receiver)
    }

    /// The same, in a transaction of its own: for what changes many rows.
    pub fn alone(self) -> Self {
        Self { with: Company::Nobody, ..self }
    }

    /// The same, between transactions: for what a database does not do within one.
    pub fn outside(self) -> Self {
        Self { with: Company::NoTransaction, ..self }
    }

    /// Does the job; gives whoever waits, and how it went.
    fn run(self, connection: &mut dyn Connection) -> (Waiting, Result<(), StoreError>) {
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.job)(&mut Transaction::new(connection))))
            .unwrap_or_else(|_| Err(StoreError::Unavailable("the job panicked".to_owned())));
        (self.waiting, outcome)
    }

    /// Says that it was not even tried.
    fn refuse(self, error: StoreError) {
        self.waiting.tell(Err(error));
    }
}

/// The way to the threads.
pub struct Queue {
    sender: Option<SyncSender<Task>>,
    threads: Vec<std::thread::JoinHandle<()>>,
    broken: Arc<AtomicBool>,
}

impl Queue {
    /// Hands a task over; refuses it when too many wait.
    pub fn send(&self, task: Task) {
        let Some(sender) = &self.sender else { return task.refuse(StoreError::Closed) };
        match sender.try_send(task) {
            Ok(()) => {}
            Err(TrySendError::Full(task)) => task.refuse(StoreError::Busy),
            Err(TrySendError::Disconnected(task)) => task.refuse(StoreError::Closed),
        }
    }

    /// Whether a sync failed.
    pub fn broken(&self) -> bool {
        self.broken.load(Ordering::Acquire)
    }
}

impl Drop for Queue {
    /// Everything that waits is still done.
    fn drop(&mut self) {
        self.sender = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// The thread that writes.
pub fn write_on(
    connection: Box<dyn Connection>,
    connect: impl Fn() -> Result<Box<dyn Connection>, StoreError> + Send + Sync + 'static,
    waiting_max: usize,
    together_max: usize,
) -> Queue {
    let (sender, receiver) = sync_channel(waiting_max);
    let broken = Arc::new(AtomicBool::new(false));
    let mut writer =
        Writer { connection, connect: Box::new(connect), together_max, broken: Arc::clone(&broken), held: None };
    let thread = std::thread::spawn(move || {
        while let Some(task) = writer.held.take().or_else(|| receiver.recv().ok()) {
            match task.with {
                Company::Others => writer.commit(task, &receiver),
                Company::Nobody => writer.alone(task),
                Company::NoTransaction => writer.outside(task),
            }
        }
    });
    Queue { sender: Some(sender), threads: vec![thread], broken }
}

struct Writer {
    connection: Box<dyn Connection>,
    connect: Box<Connect>,
    together_max: usize,
    broken: Arc<AtomicBool>,
    /// A task that shares no transaction, and came while others shared one.
    held: Option<Task>,
}

impl Writer {
    /// Carries out a task in a transaction of its own.
    fn alone(&mut self, task: Task) {
        if let Err(error) = self.begin() {
            return task.refuse(error);
        }
        let (waiting, outcome) = task.run(&mut *self.connection);
        let committed = match &outcome {
            Ok(()) => self.end("COMMIT"),
            Err(_) => self.end("ROLLBACK"),
        };
        if committed.is_err() {
            let _ = self.connection.batch("ROLLBACK");
        }
        waiting.tell(outcome.and(committed));
    }

    /// Carries out a task outside of a transaction.
    fn outside(&mut self, task: Task) {
        // As before a transaction: on a connection that can be used, and not after a failed sync.
        let ready = self.begin().and_then(|()| self.connection.batch("ROLLBACK"));
        match ready {
            Ok(()) => {
                let (waiting, outcome) = task.run(&mut *self.connection);
                waiting.tell(outcome);
            }
            Err(error) => task.refuse(error),
        }
    }

    /// Carries out a task and those that wait behind it, commits, and only then answers.
    fn commit(&mut self, first: Task, waiting: &Receiver<Task>) {
        if let Err(error) = self.begin() {
            return first.refuse(error);
        }
        let mut done = Vec::new();
        let mut next = Some(first);
        // What ends one job goes out together with what begins the next: to a server, each word is a way there and back.
        let mut between = String::from("SAVEPOINT job");
        let mut stopped = Ok(());
        while let Some(task) = next {
            if let Err(error) = self.connection.batch(&between) {
                task.refuse(error.clone());
                stopped = Err(error);
                break;
            }
            let (waits, outcome) = task.run(&mut *self.connection);
            let end = if outcome.is_err() {
                "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job"
            } else {
                "RELEASE SAVEPOINT job"
            };
            done.push((waits, outcome));
            between = format!("{end}; SAVEPOINT job");
            next = if done.len() < self.together_max { waiting.try_recv().ok() } else { None };
            self.held = next.take_if(|task| task.with != Company::Others);
            if next.is_none() {
                between = format!("{end}; COMMIT");
            }
        }
        // Where the last job cannot be ended nothing is committed: a server would call the end of a spoilt transaction a
        // success, and undo it all.
        let committed = stopped.and_then(|()| self.end(&between));
        if committed.is_err() {
            let _ = self.connection.batch("ROLLBACK");
        }
        for (waits, outcome) in done {
            waits.tell(outcome.and_then(|()| committed.clone()));
        }
    }

    /// Ends a transaction.
    fn end(&mut self, sql: &str) -> Result<(), StoreError> {
        let ended = self.connection.batch(sql);
        if matches!(ended, Err(StoreError::NotSynced(_))) {
            // After a failed sync nobody knows what the disk holds. Trying again could succeed with data gone.
            self.broken.store(true, Ordering::Release);
        }
        ended
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        if self.broken.load(Ordering::Acquire) {
            return Err(StoreError::NotSynced("an earlier write".to_owned()));
        }
        begin(&mut self.connection, &*self.connect, |connection| connection.begin_writing())
    }
}

/// Begins a transaction, on a new connection when the old one is dead. That it died while nobody used it shows only now; as
/// nothing was done on it yet, beginning once more is safe.
fn begin(
    connection: &mut Box<dyn Connection>,
    connect: &Connect,
    how: impl Fn(&mut dyn Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if connection.usable() {
        let begun = how(&mut **connection);
        if begun.is_ok() || connection.usable() {
            return begun;
        }
    }
    *connection = connect()?;
    how(&mut **connection)
}

/// The threads that read.
pub fn read_on(
    connections: Vec<Box<dyn Connection>>,
    connect: impl Fn() -> Result<Box<dyn Connection>, StoreError> + Send + Sync + 'static,
    waiting_max: usize,
) -> Queue {
    let (sender, receiver) = sync_channel::<Task>(waiting_max);
    let receiver = Arc::new(Mutex::new(receiver));
    let connect: Arc<Connect> = Arc::new(connect);
    let threads = connections
        .into_iter()
        .map(|mut connection| {
            let (receiver, connect) = (Arc::clone(&receiver), Arc::clone(&connect));
            std::thread::spawn(move || {
                loop {
                    let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(task) = next else { break };
                    read(&mut connection, &*connect, task);
                }
            })
        })
        .collect();
    Queue { sender: Some(sender), threads, broken: Arc::default() }
}

fn read(connection: &mut Box<dyn Connection>, connect: &Connect, task: Task) {
    if let Err(error) = begin(connection, connect, |connection| connection.begin_reading()) {
        return task.refuse(error);
    }
    let (waiting, outcome) = task.run(&mut **connection);
    let _ = connection.batch("ROLLBACK");
    waiting.tell(outcome);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Kind, Row, Value};

    /// A database that says what it is told to when it shall commit, and notes what it was asked.
    struct Scripted {
        commits: Vec<Result<(), StoreError>>,
        asked: Arc<Mutex<Vec<String>>>,
    }

    impl Connection for Scripted {
        fn execute(&mut self, _: &str, _: &[Value]) -> Result<u64, StoreError> {
            Ok(0)
        }

        fn query_each(
            &mut self,
            _: &str,
            _: &[Value],
            _: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
        ) -> Result<(), StoreError> {
            Ok(())
        }

        fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
            self.asked.lock().expect("nobody panics").push(sql.to_owned());
            if sql.ends_with("COMMIT") { self.commits.remove(0) } else { Ok(()) }
        }

        fn begin_writing(&mut self) -> Result<(), StoreError> {
            Ok(())
        }

        fn begin_reading(&mut self) -> Result<(), StoreError> {
            Ok(())
        }

        fn kind(&self) -> Kind {
            Kind::Sqlite
        }
    }

    type End = oneshot::Receiver<Result<(), StoreError>>;

    /// A queue whose commits end like that, and the ends of three jobs that share the first: the second of them fails.
    fn three_together(commits: Vec<Result<(), StoreError>>) -> (Queue, [End; 3], Arc<Mutex<Vec<String>>>) {
        let asked = Arc::default();
        let connection = Scripted { commits, asked: Arc::clone(&asked) };
        let queue = write_on(Box::new(connection), || Err(StoreError::Closed), 16, 3);
        // The first waits until the others stand behind it.
        let (go_on, may_go_on) = std::sync::mpsc::channel();
        let first = put(&queue, move |_| may_go_on.recv().map_err(|_| StoreError::Closed));
        let second = put(&queue, |_| Err(StoreError::NotFound));
        let third = put(&queue, |_| Ok(()));
        go_on.send(()).expect("the first job waits");
        (queue, [first, second, third], asked)
    }

    fn put(queue: &Queue, job: impl FnOnce(&mut Transaction<'_>) -> Result<(), StoreError> + Send + 'static) -> End {
        let (task, end) = Task::new(Box::new(job));
        queue.send(task);
        end
    }

    fn told(end: End) -> Result<(), StoreError> {
        end.blocking_recv().expect("everybody is told")
    }

    #[test]
    fn nobody_hears_of_success_when_the_commit_they_share_fails_and_the_next_commit_counts() {
        let (queue, ends, _) = three_together(vec![Err(StoreError::DiskFull), Ok(())]);
        let full = Err(StoreError::DiskFull);
        assert_eq!(ends.map(told), [full.clone(), Err(StoreError::NotFound), full]);
        assert!(!queue.broken());
        assert_eq!(told(put(&queue, |_| Ok(()))), Ok(()));
    }

    #[test]
    fn a_job_that_fails_takes_nothing_with_it() {
        let (_queue, ends, asked) = three_together(vec![Ok(())]);
        assert_eq!(ends.map(told), [Ok(()), Err(StoreError::NotFound), Ok(())]);
        let expected = [
            "SAVEPOINT job",
            "RELEASE SAVEPOINT job; SAVEPOINT job",
            "ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job; SAVEPOINT job",
            "RELEASE SAVEPOINT job; COMMIT",
        ];
        assert_eq!(*asked.lock().expect("nobody panics"), expected);
    }

    #[test]
    fn a_job_that_changes_much_has_a_transaction_to_itself_and_nothing_of_it_stays_when_it_fails() {
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let connection = Scripted { commits: vec![Ok(()); 2], asked: Arc::clone(&asked) };
        let queue = write_on(Box::new(connection), || Err(StoreError::Closed), 16, 3);
        let (go_on, may_go_on) = std::sync::mpsc::channel();
        let first = put(&queue, move |_| may_go_on.recv().map_err(|_| StoreError::Closed));
        let much = |outcome: Result<(), StoreError>| {
            let (task, end) = Task::new(Box::new(move |_| outcome));
            queue.send(task.alone());
            end
        };
        let ends = [first, much(Ok(())), much(Err(StoreError::NotFound))];
        go_on.send(()).expect("the first job waits");
        assert_eq!(ends.map(told), [Ok(()), Ok(()), Err(StoreError::NotFound)]);
        let expected = ["SAVEPOINT job", "RELEASE SAVEPOINT job; COMMIT", "COMMIT", "ROLLBACK"];
        assert_eq!(*asked.lock().expect("nobody panics"), expected);
    }

    #[test]
    fn after_a_sync_that_failed_nothing_more_is_acknowledged() {
        // The database would say yes to the next commit, but what the disk holds is unknown.
        let (queue, ends, _) = three_together(vec![Err(StoreError::NotSynced("the disk".into())), Ok(())]);
        let [first, _, third] = ends.map(told);
        assert_eq!([first, third], [(); 2].map(|()| Err(StoreError::NotSynced("the disk".into()))));
        assert!(queue.broken());
        assert!(matches!(told(put(&queue, |_| Ok(()))), Err(StoreError::NotSynced(_))));
    }

    #[test]
    fn a_job_that_panics_is_told_as_failed_and_the_next_one_is_done() {
        let connection = Scripted { commits: vec![Ok(()), Ok(())], asked: Arc::default() };
        let queue = write_on(Box::new(connection), || Err(StoreError::Closed), 16, 1);
        assert!(matches!(told(put(&queue, |_| panic!("on purpose"))), Err(StoreError::Unavailable(_))));
        assert_eq!(told(put(&queue, |_| Ok(()))), Ok(()));
    }
}
