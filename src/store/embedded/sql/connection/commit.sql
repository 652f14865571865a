-- purpose: Keeps everything since begin.
COMMIT;
