# service: what the pages of the service have in common.

## The five factors
service-factor-reliability-help = Menepati yang dijanjikan, benar dan tepat waktu
service-factor-assurance-help = Paham dan sopan, sehingga dapat dipercaya
service-factor-tangibles-help = Yang terlihat: ruangan, dokumen, petugas
service-factor-empathy-help = Dikenal dan diperlakukan sebagai pribadi
service-factor-responsiveness-help = Bantuan yang sigap dan mau menolong

## Places
service-tab-today = Hari ini
service-tab-customers = Pelanggan
service-tab-promises = Janji
service-tab-moments = Momen
service-tab-comments = Komentar
service-tab-coach = Balasan
service-tab-cases = Kasus
service-tab-more = Standar dan aturan
service-tabs = Layanan
service-more-commitments = Pegangan kami
service-more-touchpoints = Perjalanan pelanggan
service-more-playbooks = Pedoman
service-more-rules = Jam dan batas

## Fields
service-none = Belum ada
service-cancel = Batal
service-all = Semua
service-show-all = Tampilkan semua
service-save = Simpan

## Who did something
service-actor-customer = pelanggan
service-actor-program = Rater
service-actor-token = program lain
service-actor-former = orang yang tidak lagi bekerja di sini
