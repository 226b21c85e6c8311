# cases: kasus pemulihan, langkahnya, buku panduan, dan masalah.

## Daftar
cases-title = Kasus
cases-lead = Bila ada yang tidak beres bagi pelanggan, di sinilah kita memperbaikinya, langkah demi langkah. Yang paling mendesak ada di atas.
cases-new = Buka kasus
cases-lists = Kasus yang mana
cases-list-all = Semua yang terbuka
cases-list-mine = Milik saya
cases-list-waiting = Menunggu pelanggan
cases-list-closed = Selesai
cases-none = Tidak ada kasus terbuka. Kasus terbuka dengan sendirinya bila janji tidak ditepati atau sebuah pertemuan mengecewakan; Anda juga dapat membukanya sendiri.
cases-none-mine = Saat ini tidak ada kasus terbuka yang menjadi tugas Anda.
cases-none-waiting = Saat ini tidak ada pelanggan yang sedang ditunggu jawabannya.
cases-none-closed = Belum ada kasus yang selesai.
cases-more = Masih ada lagi. Selesaikan dulu beberapa di antaranya, atau lihat yang menjadi tugas Anda saja.
cases-number = Kasus { $number-written }
cases-customer-unknown = Pelanggan tidak dikenal
cases-owner = Penanggung jawab
cases-owner-none = Belum ada penanggung jawab
cases-owner-me = Saya
cases-open-since = terbuka sejak { $when }
cases-closed-since = selesai pada { $when }
cases-due = paling lambat { $when }
cases-due-late = terlambat: seharusnya paling lambat { $when }
case-level = Tingkat { $level }
case-timeout = Selesai: pelanggan tidak menjawab dalam waktu yang kita berikan
cases-standing-ask = Tanyakan kepada pelanggan
cases-standing-waiting = Giliran pelanggan menjawab
cases-standing-good = Selesai: kata pelanggan sudah baik
cases-standing-partly = Selesai: kata pelanggan sudah cukup baik
cases-standing-erased = Berakhir: pelanggannya dihapus

## Langkah
cases-step-acknowledge = Akui apa yang terjadi dan minta maaf
cases-step-listen = Dengarkan sampai tuntas
cases-step-fix-person = Bantu orangnya sekarang
cases-step-fix-problem = Bereskan persoalannya
cases-step-amends = Berikan ganti rugi
cases-step-keep-promise = Tepati yang sudah Anda janjikan
cases-step-follow-up = Tanyakan apakah sekarang sudah baik

## Membuka kasus
cases-new-title = Buka kasus
cases-new-whose = Tentang siapa?
cases-new-search = Cari pelanggan dengan nama, telepon, surel, atau nomor
cases-new-find = Cari
cases-new-nobody = Tidak ditemukan. Coba sebagian namanya, atau lanjutkan tanpa nama.
cases-new-unknown = Bila Anda tidak tahu siapa orangnya, lanjutkan tanpa nama. Pelanggan tetap dapat menjawab lewat tautan.
cases-new-other = Ini tentang orang lain
cases-new-open = Sudah ada kasus terbuka dari pelanggan ini. Mungkin salah satu dari ini:
cases-new-promise = Ini tentang janji yang tidak ditepati:
cases-new-words = Apa yang terjadi?
cases-new-words-help = Satu atau dua kalimat, seperti yang diceritakan pelanggan. Yang tidak ingin mereka baca tentang dirinya tidak perlu ditulis di sini.
cases-new-badly = Pelanggan sangat marah atau menghina
cases-new-badly-help = Anda mendapat langkah dan kata-kata untuk tetap tenang.
cases-new-go = Buka kasus
cases-channel = Bagaimana Anda berbicara dengan pelanggan?
cases-channel-name = Cara berbicara
cases-channel-person = Tatap muka
cases-channel-person-help = Di loket atau saat kunjungan
cases-channel-phone = Lewat telepon
cases-channel-phone-help = Panggilan
cases-channel-message = Lewat pesan
cases-channel-message-help = Surel, surat, obrolan: hanya mereka yang membaca
cases-channel-public = Di ruang publik
cases-channel-public-help = Ulasan, media sosial: semua orang membaca
cases-factor = Apa yang mengecewakan
cases-factor-unknown = Saya belum tahu
cases-factor-missing = Pilih apa yang mengecewakan: salah satu dari lima faktor.
cases-touchpoint = Di mana terjadinya
cases-touchpoint-unknown = Saya tidak tahu

## Sebuah kasus
cases-what = Apa yang terjadi
cases-origin-answer = jawaban buruk dalam survei
cases-origin-promise = janji yang tidak ditepati
cases-origin-moment = momen yang mengecewakan
cases-origin-hand = dibuka oleh petugas
cases-origin-comment = sebuah komentar
cases-hangs-on = bagian dari
cases-problem = sebuah masalah
cases-opened-at = Dibuka
cases-playbook = Buku panduan
cases-level-name = Tingkat
cases-level-of = Tingkat { $level } dari { $most }.
cases-state-open = Giliran kita bertindak.
cases-state-again = Giliran kita lagi. Pelanggan belum puas, jadi ini percobaan ke-{ $round }: satu tingkat lebih tinggi, dan dari langkah pertama.
cases-state-waiting = Pelanggan dapat menjawab sampai { $until }.

## Langkah-langkahnya
cases-steps = Langkah demi langkah
cases-say = Kata-kata yang dapat dipakai
cases-avoid = Kata-kata yang sebaiknya dihindari
cases-note = Catatan (apa yang dikatakan, apa yang disepakati)
cases-told = Pelanggan boleh membaca catatan ini
cases-told-badge = pelanggan boleh membaca
cases-step-go = Sudah: { $step }
cases-step-left = (dilewati)
cases-step-done-line = { $when } · { $who }
cases-to-why = Begitu Anda tahu mengapa ini terjadi, tuliskan di bawah.
cases-to-ask = Ke pertanyaan untuk pelanggan
cases-offers = Yang dapat Anda tawarkan
cases-severity-slight = Untuk rasa kesal, atau sedikit waktu
cases-severity-serious = Untuk uang, sehari yang hilang, atau rencana yang batal
cases-severity-grave = Untuk kesehatan, keselamatan, mata pencaharian, atau martabat yang terganggu
cases-amends-percent = sampai { $percent } % dari harga tanpa perlu bertanya
cases-amends-free = tanpa biaya
cases-amends-left = Tanpa manajer, Anda masih dapat memberi { $left } dalam kasus ini.
cases-amends-left-none = Dalam kasus ini, yang memerlukan biaya tidak dapat diberikan lagi tanpa manajer.
cases-amount = Nilainya (kosongkan bila tanpa biaya)
cases-amount-help = Dalam mata uang Anda, misalnya 50.000 atau 25,50. Permintaan maaf saja juga jawaban yang baik bila itu yang diinginkan pelanggan.
cases-amount-unclear = Jumlah ini tidak terbaca. Tulis seperti 50.000 atau 25,50, tanpa huruf dan tanda lain.
cases-approved = Disetujui manajer (saya sendiri manajer)
cases-approved-help = Bila perlu lebih banyak, mintalah manajer mencatatnya di sini, atau naikkan kasus satu tingkat di bawah.
cases-amends-note = Apa yang diterima pelanggan
cases-amends-go = Sudah: ini yang mereka terima
cases-amends-again = Beri lagi

## Mengapa terjadi
cases-why-title = Mengapa ini terjadi, dan apa yang kita lakukan?
cases-why-lead = Keduanya perlu diisi sebelum pelanggan boleh ditanya. Yang minta maaf tanpa mengubah apa pun akan minta maaf lagi minggu depan.
cases-why-needed = masih perlu diisi
cases-why-recorded = sudah dicatat
cases-why-before = Sebelumnya, ini belum cukup:
cases-cause = Penyebabnya
cases-cause-help = Bukan siapa, melainkan mengapa itu bisa terjadi. Tanyakan “mengapa?” sampai ketemu sesuatu yang dapat diubah.
cases-cause-go = Simpan penyebab
cases-action = Yang kita lakukan supaya tidak terulang
cases-action-help = Perubahan cara kerja, dengan nama dan hari. “Lebih hati-hati” belum cukup.
cases-action-go = Simpan tindakan

## Bertanya kepada pelanggan
cases-ask-title = Tanyakan kepada pelanggan
cases-ask-lead = Hanya jawaban pelanggan sendiri yang menutup kasus ini. Tidak seorang pun di sini dapat menutupnya.
cases-ask-days = { $days ->
        [one] Bila tidak ada jawaban dalam satu hari setelah ditanya, kasus dapat ditutup tanpa jawaban, dan dihitung begitu.
       *[other] Bila tidak ada jawaban dalam { $days-written } hari setelah ditanya, kasus dapat ditutup tanpa jawaban, dan dihitung begitu.
    }
cases-ask-not-yet = Belum bisa. Sebelumnya:
cases-ask-go = Tanyakan: sudah baik sekarang?
cases-ask-asked = Ditanyakan pada { $when }.
cases-ask-link = Buat tautan lagi
cases-ask-link-help = Bila yang pertama hilang. Tautan sebelumnya tetap berlaku.
cases-ask-mail = Anda mendapat tautan untuk diberikan, dan surel berisi tautan dikirim ke { $address }.
cases-ask-mail-none = Anda mendapat tautan untuk dikirim atau ditunjukkan. Surel belum disiapkan di sini.
cases-ask-mail-address = Anda mendapat tautan untuk dikirim atau ditunjukkan. Alamat surelnya tidak diketahui.
cases-ask-mail-withdrawn = Anda mendapat tautan untuk ditunjukkan atau diberikan. Pelanggan tidak ingin dikirimi pesan, jadi tidak ada surel yang dikirim.
cases-timeout-go = Tutup: tidak ada jawaban
cases-timeout-ask = Tutup kasus tanpa jawaban pelanggan?
cases-sent-title = Tautan untuk pelanggan
cases-sent-once = Tautan ini hanya ditampilkan sekarang, dan hanya membuka kasus ini. Biarkan pelanggan memindainya di sini, atau salinlah.
cases-sent-picture = Tautan sebagai gambar untuk telepon pelanggan
cases-sent-mailed = Surel dengan tautannya sendiri juga sedang dikirim.
cases-sent-text = Pesan untuk menyertainya
cases-sent-copy = Salin pesan
cases-letter-subject = Apakah sekarang sudah baik? { $organisation } ingin tahu
cases-letter-dear = Yth. Bapak/Ibu { $name },
cases-letter-hello = Dengan hormat,
cases-letter-ask = Ada yang tidak beres ketika Bapak/Ibu berurusan dengan kami, dan kami sudah berusaha memperbaikinya. Hanya Bapak/Ibu yang dapat mengatakan apakah sekarang sudah baik. Cukup satu menit:
cases-letter-end = Bila belum baik, mohon sampaikan di sana. Petugas yang berwenang lebih tinggi akan menanganinya.

## Sesudahnya
cases-after-title = Sesudahnya
cases-back = Apakah pelanggan sudah datang lagi kepada kita?
cases-back-yes = Ya, sudah
cases-back-no = Tidak
cases-reopen = Pelanggan datang lagi dengan persoalan yang sama
cases-reopen-help = Tuliskan apa yang belum baik. Kasus lalu berlanjut satu tingkat lebih tinggi, dari langkah pertama.
cases-reopen-go = Buka kembali kasus ini

## Lainnya
cases-others = Lainnya
cases-hand = Serahkan kepada rekan
cases-hand-to = Kepada siapa
cases-hand-go = Serahkan
cases-escalate = Naikkan satu tingkat
cases-escalate-help = Bila Anda tidak berwenang atau tidak mampu melakukan yang diperlukan. Ini juga terjadi dengan sendirinya bila terlalu lama.
cases-escalate-go = Naik satu tingkat
cases-hang = Kaitkan dengan sebuah masalah
cases-hang-help = Bila hal yang sama menimpa orang lain juga, ada satu penyebab di balik beberapa kasus.
cases-hang-known = Masalah yang sudah dikenal
cases-hang-go = Kaitkan dengan ini
cases-hang-new = Catat masalah baru, lalu kaitkan
cases-history = Yang terjadi sejauh ini
cases-what-opened-answer = Dibuka oleh jawaban buruk dalam survei
cases-what-opened-promise = Dibuka oleh janji yang tidak ditepati
cases-what-opened-moment = Dibuka oleh momen yang mengecewakan
cases-what-opened-hand = Dibuka
cases-what-step = Selesai: { $step }
cases-what-amends = Diberikan: { $amount }
cases-what-amends-approved = Diberikan: { $amount }, disetujui manajer
cases-what-amends-free = Ganti rugi tanpa biaya
cases-what-cause = Penyebabnya dicatat
cases-what-action = Tindakan kita dicatat
cases-what-problem = Dikaitkan dengan masalah “{ $problem }”
cases-what-escalated = Naik ke tingkat { $level }
cases-what-handed = Diserahkan kepada rekan
cases-what-asked = Pelanggan ditanya
cases-what-answered-yes = Kata pelanggan: sudah baik
cases-what-answered-partly = Kata pelanggan: sudah cukup baik
cases-what-answered-no = Kata pelanggan: belum baik
cases-what-timeout = Ditutup karena tidak ada jawaban pada waktunya
cases-what-reopened = Dibuka kembali
cases-what-erased = Pelanggannya dihapus, dan dengan itu kasusnya berakhir
cases-what-back = Pelanggan datang lagi
cases-what-away = Pelanggan tidak datang lagi

## Yang baru dilakukan
cases-done-opened = Kasus sudah dibuka. Mulailah dengan langkah pertama.
cases-done-step = Sudah dicatat. Lanjutkan dengan langkah ini.
cases-done-amends = Yang diterima pelanggan sudah dicatat.
cases-done-cause = Penyebab sudah disimpan.
cases-done-action = Tindakan sudah disimpan.
cases-done-problem = Kasus sudah dikaitkan dengan masalah itu.
cases-done-hand = Kasus sudah diserahkan.
cases-done-escalate = Kasus sekarang satu tingkat lebih tinggi.
cases-done-reopen = Kasus terbuka kembali. Mulailah dengan langkah pertama.
cases-done-back = Sudah dicatat. Terima kasih.
cases-done-timeout = Kasus ditutup tanpa jawaban.
cases-done-made = Masalah sudah dicatat. Kaitkan kasus dari halaman masing-masing.
cases-done-written = Sudah disimpan.
cases-done-solved = Masalah dianggap beres. Kasusnya berlanjut sampai setiap pelanggan menjawab.
cases-done-saved = Buku panduan sudah disimpan. Mulai sekarang organisasi Anda memakainya.
cases-done-dropped = Buku panduan Anda sendiri sudah dihapus.

## Bagaimana kasus berakhir
cases-outcomes-title = Bagaimana kasus berakhir
cases-outcomes-lead = Kasus menurut akhirnya: dengan kata pelanggan bila mereka menjawab, dan sebagai diam bila tidak.
cases-outcomes-span = Rentang waktu
cases-outcomes-days = Dibuka dalam { $days-written } hari terakhir
cases-outcomes-none = Tidak ada kasus yang dibuka dalam waktu ini.
cases-outcomes-all = Semua kasus
cases-outcomes-factors = Menurut apa yang mengecewakan
cases-outcomes-problems = Menurut masalah
cases-outcome-good = sudah baik, kata pelanggan
cases-outcome-partly = cukup baik, kata pelanggan
cases-outcome-silent = ditutup tanpa jawaban
cases-outcome-waiting = giliran pelanggan menjawab
cases-outcome-open = terbuka
cases-outcome-erased = berakhir, karena pelanggannya dihapus
cases-share-customer = Baik atau cukup baik, dari yang selesai
cases-share-again = Belum baik pada percobaan pertama
cases-share-back = Datang lagi, bila diketahui
cases-share = { $share } % ({ $count-written } dari { $of-written }; kemungkinan besar antara { $low } dan { $high } %)
cases-share-few = { $count-written } dari { $of-written }: terlalu sedikit untuk disimpulkan
cases-share-none = Terlalu sedikit untuk disimpulkan lebih jauh.

## Kepuasan setelah masalah
cases-groups-title = Kepuasan setelah masalah
cases-groups-lead = Jawaban pelanggan dengan nama mereka sejak { $since }, menurut keadaan antara mereka dan kita pada saat itu. Tiap pelanggan dihitung satu kali, dengan jawaban terakhirnya.
cases-groups-question = Pertanyaannya: “{ $question }” Skalanya: { $min } sampai { $max }. Ditanyakan dalam: { $surveys }.
cases-groups-none = Belum ada yang dapat dibandingkan. Diperlukan survei yang tidak anonim, undangan ke alamat surel, dan alamat itu dalam berkas pelanggan Anda.
cases-groups-held = Terlalu sedikit pelanggan yang menjawab sehingga Anda belum dapat melihat angka di sini.
cases-groups-group = Kelompok
cases-groups-n = Pelanggan
cases-groups-mean = Rata-rata
cases-groups-difference = Selisih dari tanpa masalah
cases-groups-g = g Hedges / δ Cliff
cases-groups-absent = Tidak ada angka
cases-group-no-problem = Tanpa masalah
cases-group-no-problem-who = Tidak ada kasus yang dibuka untuk mereka dalam setahun sebelum mereka menjawab.
cases-group-silent = Ada masalah, tetapi diam
cases-group-silent-who = Kita sendiri yang melihatnya, misalnya janji yang diingkari, dan mereka tidak pernah membicarakannya dengan kita.
cases-group-resolved = Berbicara dengan kita, dan sudah baik
cases-group-resolved-who = Mereka sendiri mengatakan bahwa sudah baik, sebelum mereka menjawab.
cases-group-unresolved = Berbicara dengan kita, dan belum baik
cases-group-unresolved-who = Mereka belum mengatakan bahwa sudah baik ketika menjawab: masih terbuka, baru cukup baik, atau ditutup tanpa jawaban.
cases-group-interval = kemungkinan besar antara { $low } dan { $high }
cases-group-few = Disembunyikan: kurang dari { $least-written }
cases-group-hidden = Disembunyikan, karena akan membuka kelompok yang lebih kecil
case-paradox-shown = Dalam jawaban ini, pelanggan yang masalahnya kita bereskan lebih puas daripada mereka yang tidak punya masalah: sebesar { $difference } poin, kemungkinan besar antara { $low } dan { $high }.
case-paradox-none-shown = Jawaban ini tidak menunjukkan bahwa pelanggan yang masalahnya kita bereskan lebih puas daripada mereka yang tidak punya masalah.
case-paradox-too-few = Terlalu sedikit untuk menyimpulkan apakah pelanggan yang masalahnya kita bereskan lebih puas daripada mereka yang tidak punya masalah. Kedua kelompok masing-masing memerlukan { $least-written }.
case-paradox-hidden = Salah satu dari kedua kelompok disembunyikan. Karena itu tidak dikatakan apakah pemberesan masalah membuat pelanggan lebih puas daripada tanpa masalah sama sekali.
cases-groups-caution = Pelanggan yang mengeluh, tetap bertahan, dan masih menjawab memang setia sejak awal; mereka yang pergi tidak ditanya. Jadi selisihnya bukan hanya hasil pemberesan masalah, dan membiarkan sesuatu gagal tidak pernah menguntungkan.
cases-groups-method = Bagaimana angka ini dihitung
cases-groups-unmatched = { $count ->
        [one] Satu orang lagi menjawab dan tidak ada dalam tabel: alamat surelnya tidak ada dalam berkas pelanggan mana pun, atau ada dalam beberapa.
       *[other] { $count-written } orang lagi menjawab dan tidak ada dalam tabel: alamat surelnya tidak ada dalam berkas pelanggan mana pun, atau ada dalam beberapa.
    }
cases-groups-steps = Bagi Anda, angka ini hanya berubah bila paling sedikit sepuluh pelanggan lagi telah menjawab, agar tidak ada jawaban tunggal yang dapat terbaca darinya.

## Masalah
problems-title = Masalah
problems-lead = Persamaan dari beberapa kasus. Penyebab dibereskan satu kali, bukan kasus demi kasus.
problems-none = Belum ada masalah yang dicatat. Bila hal yang sama terjadi untuk ketiga kalinya, catatlah di sini.
problems-cases = { $count ->
        [one] { $count-written } kasus
       *[other] { $count-written } kasus
    }
problems-since = dikenal sejak { $day }
problems-solved-on = beres pada { $day }
problems-new = Catat sebuah masalah
problems-name = Apa yang tidak beres
problems-name-help = Sehingga rekan Anda mengenalinya, misalnya “hasil diserahkan kepada pasien yang salah”.
problems-factor-choose = Pilih
problems-new-go = Catat
problems-why = Penyebab dan tindakan
problems-solved = Sudah beres
problems-solved-help = Perlu penyebab dan tindakan. Kasusnya berlanjut sampai setiap pelanggan menjawab.
problems-unknown = Belum diketahui.
problems-nothing = Belum ada.
problems-manager = Manajer yang mencatat penyebab dan tindakan.
problems-its-cases = Kasusnya
problems-no-cases = Belum ada kasus yang dikaitkan.

## Buku panduan
playbooks-title = Buku panduan
playbooks-lead = Untuk setiap jenis kasus: apa yang dilakukan pada tiap langkah, dengan kata-kata apa, dan paling lambat kapan.
playbooks-own = milik sendiri
playbooks-builtin = bawaan Rater
playbooks-unsound = Buku panduan ini mengandung kesalahan dan tidak dipakai. Perbaiki, atau hapus.
playbooks-for-badly = pelanggan yang sangat marah
playbooks-for-all = untuk semua kasus
playbooks-within = Dalam { $time }
playbooks-hours = { $count ->
        [one] satu jam buka
       *[other] { $count-written } jam buka
    }
playbooks-minutes = { $count ->
        [one] satu menit jam buka
       *[other] { $count-written } menit jam buka
    }
playbooks-levels = Bila terlalu lama
playbooks-level = Ke tingkat { $level } setelah { $time }
playbooks-edit = Ubah
playbooks-back = Kembali ke buku panduan
playbooks-edit-title = Ubah buku panduan { $id }
playbooks-edit-own = Ini buku panduan milik organisasi Anda sendiri.
playbooks-edit-builtin = Buku panduan ini bawaan Rater. Bila Anda menyimpannya, organisasi Anda memiliki versinya sendiri yang menggantikannya. Dengan id lain, Anda mendapat satu lagi.
playbooks-text = Buku panduan sebagai teks (TOML)
playbooks-text-help = Yang berada dalam kurung siku di dalam kalimat adalah untuk diisi. Menit dihitung dari jam buka.
playbooks-line = Baris { $line-written }
playbooks-save = Simpan sebagai milik kami
playbooks-drop = Kembali ke bawaan Rater
playbooks-drop-own = Hapus
playbooks-drop-ask = Rumusan Anda sendiri akan hilang. Lanjutkan?
