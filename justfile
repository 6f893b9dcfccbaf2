# Everything that CI checks.
ci:
    .ci/run

# The main job on the bundled example.
sheet:
    cargo run --release -- sheet data/alloy-pm2/case.toml -o out

# The tests.
test:
    cargo test

# Speed: negotiations a second, the whole sheet, market files, the years.
bench:
    cargo bench

# The pictures of the README, remade from both examples.
pictures:
    npm --prefix tests/browser run pictures
