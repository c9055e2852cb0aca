//! The real server process over a sample database of its own: started, stopped, killed, started again at the
//! same address.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// An office: a database with sample data, and the server process while it runs.
pub struct Server {
    folder: TempDir,
    app: PathBuf,
    today: String,
    address: String,
    /// More words after `serve`.
    more: &'static [&'static str],
    child: Option<Child>,
}

impl Server {
    /// Starts a server that hands out `app`, over fresh sample registers and accounts, and believes that it is
    /// `today` (`2026-10-05`).
    pub fn start(app: &Path, today: &str) -> Result<Self> {
        Self::start_with(app, today, &["sample"])
    }

    /// The same, with a year's records of every commune but Huổi Trăng.
    pub fn start_with_records(app: &Path, today: &str) -> Result<Self> {
        Self::start_with(app, today, &["sample", "--records"])
    }

    fn start_with(app: &Path, today: &str, sample: &[&str]) -> Result<Self> {
        let mut server = Self {
            folder: tempfile::tempdir()?,
            app: app.to_owned(),
            today: today.to_owned(),
            address: "127.0.0.1:0".into(),
            more: &[],
            child: None,
        };
        server.run(sample)?;
        server.resume()?;
        Ok(server)
    }

    /// The address of a page of this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("office.db")
    }

    /// Runs a command of the server's program on its database; what it prints.
    pub fn run(&self, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(program()?);
        command.args(arguments).args(["--today", &self.today, "--database"]).arg(self.database());
        let output = command.output()?;
        ensure!(
            output.status.success(),
            "{arguments:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The number that a question in SQL has for answer: a look at what is on disk.
    pub fn count(&self, question: &str) -> Result<i64> {
        Ok(Connection::open(self.database())?.query_row(question, [], |row| row.get(0))?)
    }

    /// A new one-time code for an account.
    pub fn code(&self, account: &str) -> Result<String> {
        let printed = self.run(&["device", "code", "--account", account])?;
        let code = printed.split_whitespace().next().context("a code")?;
        Ok(code.to_owned())
    }

    /// Starts the process again, at the same address and over the same database.
    pub fn resume(&mut self) -> Result<()> {
        let mut child = Command::new(program()?)
            .args(["serve", "--listen", &self.address, "--today", &self.today, "--database"])
            .arg(self.database())
            .args(self.more)
            .arg("--app")
            .arg(&self.app)
            .stdout(Stdio::piped())
            .stderr(fs::OpenOptions::new().create(true).append(true).open(self.folder.path().join("log"))?)
            .spawn()?;
        let mut printed = BufReader::new(child.stdout.take().context("the server's output")?);
        let mut line = String::new();
        while printed.read_line(&mut line)? > 0 {
            if let Some(address) = line.trim_end().strip_prefix("listening on http://") {
                address.clone_into(&mut self.address);
                // Kept open: the server may say more.
                child.stdout = Some(printed.into_inner());
                self.child = Some(child);
                return Ok(());
            }
            line.clear();
        }
        child.wait()?;
        bail!("the server did not start:\n{}", fs::read_to_string(self.folder.path().join("log"))?)
    }

    /// Starts the process again on another day, or with another build of the app.
    pub fn resume_with(&mut self, app: &Path, today: &str) -> Result<()> {
        app.clone_into(&mut self.app);
        today.clone_into(&mut self.today);
        self.resume()
    }

    /// Starts the process again as an office for measures.
    pub fn resume_for_bench(&mut self) -> Result<()> {
        self.stop()?;
        self.more = &["--bench"];
        self.resume()
    }

    /// Stops the process and lays a copy of the database aside.
    pub fn lay_aside(&mut self) -> Result<()> {
        self.stop()?;
        fs::copy(self.database(), self.aside())?;
        self.resume()
    }

    /// Kills the process and starts it again over the copy laid aside.
    pub fn go_back(&mut self) -> Result<()> {
        self.kill()?;
        for ending in ["-wal", "-shm"] {
            let mut left = self.database().into_os_string();
            left.push(ending);
            // A process that ended well left none.
            drop(fs::remove_file(left));
        }
        fs::copy(self.aside(), self.database())?;
        self.resume()
    }

    fn aside(&self) -> PathBuf {
        self.folder.path().join("aside.db")
    }

    /// Asks the process to stop, and waits until it has.
    pub fn stop(&mut self) -> Result<()> {
        self.end(Signal::TERM)
    }

    /// Kills the process at once.
    pub fn kill(&mut self) -> Result<()> {
        self.end(Signal::KILL)
    }

    fn end(&mut self, signal: Signal) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            kill_process(Pid::from_child(&child), signal)?;
            child.wait()?;
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its database is thrown away with it.
        drop(self.kill());
    }
}

/// The server's program: the one built beside this one.
pub fn program() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let built = own.ancestors().skip(1).map(|folder| folder.join("sync-server")).find(|file| file.is_file());
    built.context("sync-server is not built beside the tests: cargo build --package sync-server")
}
