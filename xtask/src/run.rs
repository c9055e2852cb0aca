//! `cargo xtask run`: the whole system on this machine, with sample data, for a person who has just cloned it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::dist;
use crate::project::{self, cargo, command, finish, root};
use crate::wasm::Profile;

/// Builds the server for development and says where it is.
pub fn server() -> Result<PathBuf> {
    finish("sync-server", &mut cargo(["build", "--locked", "--package", "sync-server"]))?;
    Ok(root().join("target/debug/sync-server"))
}

/// Builds everything, fills an empty database, prints who can log in, serves until interrupted.
pub fn run(port: u16, profile: Profile) -> Result<()> {
    dist::build(profile)?;
    let server = server()?;
    let server = server.to_string_lossy();
    let database = root().join("data/sample.db");
    let place = database.to_string_lossy();
    if !database.exists() {
        fs::create_dir_all(root().join("data"))?;
        // Into another file first: an interrupted run leaves no half-filled database behind.
        let fresh = root().join("data/sample.fresh.db");
        for ending in ["", "-wal", "-shm"] {
            drop(fs::remove_file(format!("{}{ending}", fresh.display())));
        }
        finish(
            "sample data",
            command(&server, ["sample", "--records", "--database"]).arg(&fresh).stdout(Stdio::null()),
        )?;
        fs::rename(&fresh, &database)?;
    }
    let address = format!("127.0.0.1:{port}");
    let mut serving = command(&server, ["serve", "--database", &place, "--listen", &address])
        .arg("--app")
        .arg(project::dist())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the server")?;
    let lines = BufReader::new(serving.stdout.take().context("the server's output")?).lines();
    for line in lines {
        let line = line?;
        println!("{line}");
        if line.starts_with("listening on") {
            greet(&server, &place, &address)?;
        }
    }
    let status = serving.wait()?;
    ensure!(status.success(), "the server stopped: {status}");
    Ok(())
}

fn greet(server: &str, database: &str, address: &str) -> Result<()> {
    println!("\nSổ Bản: http://{address}\n");
    println!("Điện thoại / phones (mở địa chỉ, hoặc gõ mã / open the address, or type the code):");
    for (account, who) in
        [("mau", "Vàng Thị Mẫu, trưởng, xã Huổi Trăng"), ("thu", "Lò Văn Thử, cán bộ, xã Huổi Trăng")]
    {
        let mut ask = command(server, ["device", "code", "--account", account, "--database", database]);
        ask.arg("--public-url").arg(format!("http://{address}"));
        let printed = project::answer(&mut ask).with_context(|| format!("no code for {account}"))?;
        // Code and address; what follows is the address as a QR code.
        let [code, link] = [0, 1].map(|line| printed.lines().nth(line).unwrap_or_default());
        println!("  {who:<36} {code}  {link}");
    }
    println!("\nMáy tính / computers: http://{address}/login (mật khẩu / password: so-ban-2026)");
    println!("  vidu       Hoàng Thị Ví Dụ, cán bộ khu vực Bản Mây      http://{address}/area");
    println!("  giadinh    Triệu Văn Giả Định, xem cấp tỉnh             http://{address}/province\n");
    Ok(())
}
